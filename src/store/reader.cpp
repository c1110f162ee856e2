#include "store/reader.h"

#include <cstring>
#include <unordered_set>
#include <vector>

#include "store/sqlite/search.h"
#include "text/search.h"

namespace manara::store {
namespace {

/// What a total counts of more hits than it counts to.
constexpr std::size_t beginning = 2000;

/// What begins a word. `%` and `_` mean themselves in what people search for.
std::string like_pattern(std::string_view word) {
  std::string pattern = "% ";
  for (const char c : word) {
    if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
    pattern.push_back(c);
  }
  return pattern + "%";
}

/// Ids are random: any eight bytes of them spread.
struct IdHash {
  std::size_t operator()(const IdBytes& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.data() + id.size() - sizeof hash, sizeof hash);
    return hash;
  }
};

}  // namespace

struct Reader::State {
  sqlite::Database database;
  const Statements* statements = nullptr;
  ReaderBounds bounds{};
  std::vector<access::ScopeId> granted{};

  // What the scopes hold, as it was seen at `seen_version` of the database by `seen_by`.
  std::unordered_set<IdBytes, IdHash> seen{};
  std::vector<access::ScopeId> seen_by{};
  std::int64_t seen_version = -1;

  std::vector<std::string> words{};  ///< that are looked for
  std::string_view hits_of{};        ///< the table that they were looked for in; "": none
  std::vector<std::int64_t> hits{};  ///< its rows, the first of them
  std::vector<bool> is_hit{};        ///< by row
  std::size_t listed = 0;            ///< of them stand in the table `hit`

  State(sqlite::Database opened, const Statements& all) : database(std::move(opened)), statements(&all) {}
  Status prepare();
  Status grant(const access::Scope& scope);
  Status look_for(std::string_view search);
  Status forget_hits();
  Result<Way> way_for(const Statements::Read& read);
  Result<Seek> seek_for(const Statements::Read& read);
  Status see();
  Status list(std::size_t count);
  Status query(std::string_view statement, std::span<const Value> values, const std::function<bool(const Row&)>& each);
  Status in_snapshot(const std::function<Status()>& work);
};

Status Reader::State::prepare() {
  for (const auto* table :
       {"granted (scope_id BYTEA PRIMARY KEY)", "asked (pattern TEXT NOT NULL)", "hit (id INTEGER PRIMARY KEY)"})
    MANARA_CHECK(database.execute(std::string("CREATE TEMP TABLE ") + table));
  // A look into memory, where the same question of SQL looks into an index or two: 0.1 µs a row, not 2.
  MANARA_CHECK(database.define("sees_scope", [this](std::int64_t, std::string_view scope) {
    IdBytes id{};
    if (scope.size() != id.size()) return false;
    std::memcpy(id.data(), scope.data(), id.size());
    return seen.contains(id);
  }));
  return database.define("is_hit", [this](std::int64_t row, std::string_view) {
    return row >= 0 && static_cast<std::uint64_t>(row) < is_hit.size() && is_hit[static_cast<std::size_t>(row)];
  });
}

Status Reader::State::grant(const access::Scope& scope) {
  // Whoever asks who somebody is sees nothing: readers for that are lent several times a request.
  if (!granted.empty()) MANARA_CHECK(database.run("DELETE FROM granted"));
  granted = scope.held;
  for (const auto& id : granted) {
    const Value held[] = {blob(id)};
    // A scope holds itself, and what scope_member says it holds.
    MANARA_CHECK(database.run("INSERT OR IGNORE INTO granted (scope_id) VALUES ($1)", held));
  }
  return look_for({});
}

Status Reader::State::look_for(std::string_view search) {
  if (!words.empty()) MANARA_CHECK(database.run("DELETE FROM asked"));
  MANARA_CHECK(forget_hits());
  words = text::typed_words(search);
  for (const auto& word : words) {
    const auto pattern = like_pattern(word);
    const Value asked[] = {std::string_view(pattern)};
    MANARA_CHECK(database.run("INSERT INTO asked (pattern) VALUES ($1)", asked));
  }
  return {};
}

Status Reader::State::forget_hits() {
  hits_of = {};
  hits.clear();
  if (listed == 0) return {};
  listed = 0;
  MANARA_CHECK(database.run("DELETE FROM hit"));
  return {};
}

/// In the state of the database that the question is put to: scopes come and go.
Status Reader::State::see() {
  std::int64_t version = 0;
  MANARA_CHECK(database.query("PRAGMA data_version", {}, [&](const Row& row) {
    version = row.integer(0);
    return false;
  }));
  if (version == seen_version && granted == seen_by) return {};
  const auto* scopes = statements->find("seen_scopes", StatementKind::own);
  if (scopes == nullptr) return fail(Code{"sql_unknown"}, {"seen_scopes"});
  seen_version = -1;
  seen.clear();
  MANARA_CHECK(database.query(scopes->sql, {}, [&](const Row& row) {
    seen.insert(row.id<access::ScopeId>(0).bytes);
    return true;
  }));
  seen_by = granted;
  seen_version = version;
  return {};
}

Result<Way> Reader::State::way_for(const Statements::Read& read) {
  MANARA_CHECK(see());
  Way way{.sight = seen.size() == 1 ? Sight::one : seen.size() <= bounds.narrow ? Sight::narrow : Sight::wide};
  if (words.empty()) return way;
  way.seek = Seek::many;
  if (way.sight != Sight::wide || read.searched.empty()) return way;
  MANARA_TRY(seek, seek_for(read));
  way.seek = seek;
  return way;
}

Result<Seek> Reader::State::seek_for(const Statements::Read& read) {
  if (hits_of != read.searched) {
    MANARA_CHECK(forget_hits());
    MANARA_TRY(rows, sqlite::find_rows(database, read.searched, words, static_cast<std::int64_t>(bounds.hits) + 1));
    hits = std::move(rows);
    is_hit.assign(hits.empty() ? 0 : static_cast<std::size_t>(hits.back()) + 1, false);
    for (const auto row : hits)
      is_hit[static_cast<std::size_t>(row)] = true;
    hits_of = read.searched;
  }
  // A total is counted among what was found; where it would stop before their end, among the first of them.
  const bool stops = read.variants.counts() && hits.size() > static_cast<std::size_t>(most_counted);
  const bool is_few = hits.size() <= bounds.few || hits.size() <= is_hit.size() / bounds.rows_a_hit;
  if (is_few || read.variants.counts()) {
    MANARA_CHECK(list(stops ? beginning : hits.size()));
    return Seek::few;
  }
  return hits.size() <= bounds.hits ? Seek::some : Seek::many;
}

Status Reader::State::list(std::size_t count) {
  if (listed == count) return {};
  listed = count;
  return sqlite::list_rows(database, std::span(hits).first(count));
}

Status Reader::State::query(std::string_view statement, std::span<const Value> values,
                            const std::function<bool(const Row&)>& each) {
  const auto* found = statements->find(statement, StatementKind::read);
  if (found == nullptr) return fail(Code{"sql_unknown"}, {std::string(statement)});
  const auto* read = statements->variants(statement);
  if (read == nullptr) return database.query(found->sql, values, each);
  const auto put = [&]() -> Status {
    MANARA_TRY(way, way_for(*read));
    return database.query(read->variants.text(way, values), values, each);
  };
  // What is seen, what was found and what is read must be of one state.
  if (database.in_transaction()) return put();
  MANARA_CHECK(forget_hits());
  return in_snapshot(put);
}

Status Reader::State::in_snapshot(const std::function<Status()>& work) {
  MANARA_CHECK(database.run("BEGIN"));
  auto done = work();
  database.roll_back();
  return done;
}

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::string& path, const Statements& statements, const access::Scope& scope,
                            const char* vfs) {
  MANARA_TRY(database, sqlite::Database::open(path, {.opening = sqlite::Opening::read_only, .vfs = vfs}));
  auto state = std::make_unique<State>(std::move(database), statements);
  MANARA_CHECK(state->prepare());
  MANARA_CHECK(state->grant(scope));
  return Reader(std::move(state));
}

void Reader::bound(const ReaderBounds& bounds) {
  state_->bounds = bounds;
}

Status Reader::grant(const access::Scope& scope) {
  return state_->grant(scope);
}

Status Reader::look_for(std::string_view search) {
  return state_->look_for(search);
}

Status Reader::query(std::string_view statement, std::span<const Value> values,
                     const std::function<bool(const Row&)>& each) {
  return state_->query(statement, values, each);
}

Result<Reader::Total> Reader::count(std::string_view statement, std::span<const Value> values) {
  Total total;
  MANARA_CHECK(query(statement, values, [&](const Row& row) {
    total.number = row.integer(0);
    return false;
  }));
  const auto most = std::min(static_cast<std::size_t>(most_counted), state_->bounds.hits);
  const bool is_beginning = !state_->hits_of.empty() && state_->hits.size() > most;
  total.at_least = total.number >= most_counted || is_beginning;
  return total;
}

Status Reader::in_snapshot(const std::function<Status()>& work) {
  return state_->in_snapshot(work);
}

}  // namespace manara::store
