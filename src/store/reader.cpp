#include "store/reader.h"

#include "store/sqlite/search.h"
#include "text/search.h"

namespace manara::store {
namespace {

/// Whose scopes are at most so many goes through them; for others the order of the list is gone through.
constexpr std::int64_t most_narrow = 64;
/// So many rows are fetched one by one and sorted in 5 ms; of more, those of the page are sooner met in their order.
constexpr std::int64_t most_few = 2000;

/// What begins a word. `%` and `_` mean themselves in what people search for.
std::string like_pattern(std::string_view word) {
  std::string pattern = "% ";
  for (const char c : word) {
    if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
    pattern.push_back(c);
  }
  return pattern + "%";
}

}  // namespace

Result<Reader> Reader::open(const std::string& path, const Statements& statements, const access::Scope& scope,
                            const char* vfs) {
  MANARA_TRY(database, sqlite::Database::open(path, {.opening = sqlite::Opening::read_only, .vfs = vfs}));
  Reader reader(std::move(database), statements);
  for (const auto* table :
       {"granted (scope_id BYTEA PRIMARY KEY)", "asked (pattern TEXT NOT NULL)", "hit (id INTEGER PRIMARY KEY)"})
    MANARA_CHECK(reader.database_.execute(std::string("CREATE TEMP TABLE ") + table));
  MANARA_CHECK(reader.grant(scope));
  return reader;
}

Status Reader::grant(const access::Scope& scope) {
  // Whoever asks who somebody is sees nothing: readers for that are lent three times a request.
  if (granted_any_) MANARA_CHECK(database_.run("DELETE FROM granted"));
  granted_any_ = !scope.held.empty();
  for (const auto& id : scope.held) {
    const Value held[] = {blob(id)};
    // A scope holds itself, and what scope_member says it holds.
    MANARA_CHECK(database_.run("INSERT OR IGNORE INTO granted (scope_id) VALUES ($1)", held));
  }
  return look_for({});
}

Status Reader::look_for(std::string_view search) {
  if (!words_.empty()) MANARA_CHECK(database_.run("DELETE FROM asked"));
  hits_of_ = {};
  words_ = text::typed_words(search);
  for (const auto& word : words_) {
    const auto pattern = like_pattern(word);
    const Value asked[] = {std::string_view(pattern)};
    MANARA_CHECK(database_.run("INSERT INTO asked (pattern) VALUES ($1)", asked));
  }
  return {};
}

Result<Way> Reader::way_for(const Statements::Read& read) {
  const auto* seen = statements_->find("seen_scopes", StatementKind::own);
  if (seen == nullptr) return fail(Code{"sql_unknown"}, {"seen_scopes"});
  std::int64_t scopes = 0;
  const Value most[] = {most_narrow + 1};
  MANARA_CHECK(database_.query(seen->sql, most, [&](const Row& row) {
    scopes = row.integer(0);
    return false;
  }));
  Way way{.sight = scopes == 1 ? Sight::one : scopes <= most_narrow ? Sight::narrow : Sight::wide};
  if (words_.empty()) return way;
  way.seek = Seek::many;
  if (way.sight != Sight::wide || read.searched.empty()) return way;
  MANARA_TRY(seek, seek_for(read));
  way.seek = seek;
  return way;
}

Result<Seek> Reader::seek_for(const Statements::Read& read) {
  if (hits_of_ != read.searched) {
    MANARA_TRY(hits, sqlite::find_rows(database_, read.searched, words_, most_counted + 1));
    hits_ = hits;
    hits_of_ = read.searched;
  }
  // A total is counted among what was found: of too many it is no more than a beginning.
  if (hits_ <= most_few || read.variants.counts()) return Seek::few;
  return hits_ <= most_counted ? Seek::some : Seek::many;
}

Status Reader::query(std::string_view statement, std::span<const Value> values,
                     const std::function<bool(const Row&)>& each) {
  const auto* found = statements_->find(statement, StatementKind::read);
  if (found == nullptr) return fail(Code{"sql_unknown"}, {std::string(statement)});
  const auto* read = statements_->variants(statement);
  if (read == nullptr) return database_.query(found->sql, values, each);
  const auto put = [&]() -> Status {
    MANARA_TRY(way, way_for(*read));
    return database_.query(read->variants.text(way, values), values, each);
  };
  // What was found and what is read must be of one state.
  if (words_.empty() || database_.in_transaction()) return put();
  hits_of_ = {};
  return in_snapshot(put);
}

Result<Reader::Total> Reader::count(std::string_view statement, std::span<const Value> values) {
  Total total;
  MANARA_CHECK(query(statement, values, [&](const Row& row) {
    total.number = row.integer(0);
    return false;
  }));
  total.at_least = total.number >= most_counted || (!hits_of_.empty() && hits_ > most_counted);
  return total;
}

Status Reader::in_snapshot(const std::function<Status()>& work) {
  MANARA_CHECK(database_.run("BEGIN"));
  auto done = work();
  database_.roll_back();
  return done;
}

}  // namespace manara::store
