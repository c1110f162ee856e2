#include "store/sqlite/search.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <set>

#include "base/strings.h"
#include "store/made_practice.h"
#include "store/sqlite/database.h"
#include "text/search.h"

using namespace manara;
using namespace manara::store;

namespace {

/// A practice of notes that can be searched.
std::string_view notes_sql() {
  return R"(
-- table derived note
CREATE TABLE note (scope_id BYTEA NOT NULL, id BYTEA PRIMARY KEY, kind TEXT NOT NULL, search TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX note_by_body ON note (body, id);
CREATE INDEX note_by_scope ON note (scope_id, body, id);

-- write keep_note
INSERT INTO note (scope_id, id, kind, search, body) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET scope_id = $1, kind = $3, search = $4, body = $5

-- write drop_note
DELETE FROM note WHERE id = $1

-- read notes
SELECT n.body FROM note n WHERE {visible n.scope_id} AND {found n.search}
  AND ($1 = 0 OR (n.body, n.id) > ($2, $3)) AND ($4 = '' OR n.kind = $4)
ORDER BY n.body, n.id

-- read note_count
SELECT count(*) FROM (SELECT 1 FROM note n WHERE {visible n.scope_id} AND {found n.search}
  AND ($1 = '' OR n.kind = $1) {counted}) AS counted
)";
}

/// Part 0: the text, part 1: the scope; "": it is dropped.
Status keep(Projection& rows, const StoredEntry& entry) {
  const auto body = entry.part(0);
  const auto id = blob(entry.header.subject);
  if (body.empty()) {
    MANARA_CHECK(rows.run("drop_note", {id}));
    return {};
  }
  const auto search = text::search_words(body);
  const Blob scope{entry.part(1)};
  MANARA_CHECK(
      rows.run("keep_note", {scope, id, body.size() % 2 == 0 ? "even" : "odd", std::string_view(search), body}));
  MANARA_CHECK(rows.run("hold_scope", {scope, scope}));
  MANARA_CHECK(rows.run("hold_scope", {blob(made::harbour), scope}));
  return {};
}

constexpr EntryKind note_kinds[] = {{.name = "note_kept", .version = 1, .project = keep}};
constexpr Practice practices[] = {{.name = "notes", .kinds = note_kinds, .sql = notes_sql}};

class Notes {
 public:
  /// Note `number` says this, and belongs to this scope.
  void say(std::uint32_t number, const std::string& text, std::uint8_t scope = 1) {
    const auto be = [&](std::uint8_t shift) { return static_cast<std::uint8_t>(number >> shift); };
    const access::ScopeId owner{{scope}};
    drafts_.push_back({.id = random_.make_id<ledger::DraftId>(),
                       .kind = "note_kept",
                       .subject = {{be(24), be(16), be(8), be(0), 1}},
                       .parts = {text, std::string(blob(owner).bytes)}});
  }
  void commit() {
    for (const auto& outcome : store.commit(drafts_))
      REQUIRE(outcome);
    drafts_.clear();
  }
  static std::multiset<std::string> notes(Reader& reader, std::string_view search, std::string_view kind = "") {
    std::multiset<std::string> all;
    REQUIRE(reader.look_for(search));
    REQUIRE(reader.query("notes", {std::int64_t{0}, "", Blob{}, kind}, [&](const Row& row) {
      all.insert(row.text(0));
      return true;
    }));
    return all;
  }
  std::multiset<std::string> find(std::string_view search, const access::Scope& scope = {{made::harbour}}) {
    auto reader = std::move(store.reader(scope)).value();
    return notes(reader, search);
  }
  [[nodiscard]] std::string path() const { return folder_.path(); }

 private:
  made::Made folder_{};
  crypto::SystemRandom random_{};
  std::vector<Draft> drafts_{};

 public:
  Store store = std::move(Store::create(folder_.path(), practices, made::Made::identity(), folder_.around())).value();
};

using Texts = std::multiset<std::string>;

/// What the reader's ways must all find: said once more, in C++.
bool is_found(const std::string& text, std::string_view typed) {
  const auto kept = text::search_words(text);
  const auto words = split(kept, ' ');
  return std::ranges::all_of(text::typed_words(typed), [&](const std::string& word) {
    return std::ranges::any_of(words, [&](std::string_view one) { return one.starts_with(word); });
  });
}

/// Texts out of few letters of many kinds, so that random words are found in random texts.
class MadeTexts {
 public:
  explicit MadeTexts(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t n) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state_ >> 33) % n;
  }
  std::string words(std::uint64_t most) {
    std::string text;
    for (auto n = 1 + below(most); n > 0; --n) {
      if (!text.empty()) text.push_back(' ');
      for (auto letters = 1 + below(4); letters > 0; --letters)
        text += letter();
    }
    return text;
  }

 private:
  std::string letter() {
    static constexpr std::string_view common[] = {"a", "b", "A", "é",  "ا",  "ل", "و", "م",  "-",
                                                  "@", ".", "%", "_",  "\"", "*", "'", "\\", "ß",
                                                  "é", "٣", "،", "漢", "😀", "ـ", "َ",  "(",  "^"};
    if (below(20) != 0) return std::string(common[below(std::size(common))]);
    // Anything between U+0080 and U+2FFF, as two or three bytes.
    const auto c = static_cast<unsigned>(0x80 + below(0x2f80));
    const auto byte = [](unsigned value) { return static_cast<char>(value); };
    std::string out;
    if (c < 0x800) {
      out = {byte(0xc0 | c >> 6), byte(0x80 | (c & 0x3f))};
    } else {
      out = {byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 0x3f)), byte(0x80 | (c & 0x3f))};
    }
    return out;
  }
  std::uint64_t state_;
};

}  // namespace

TEST_CASE("whatever way is taken, the same is found: by many scopes, few or one, by an index or word by word") {
  Notes notes;
  MadeTexts made(20'261'128);
  std::vector<std::pair<std::string, std::uint8_t>> kept;
  for (std::uint32_t i = 0; i < 400; ++i) {
    kept.emplace_back(made.words(5) + fmt::format(" x{}", i), static_cast<std::uint8_t>(1 + i % 100));
    notes.say(i, kept.back().first, kept.back().second);
  }
  notes.commit();
  const access::Scope scopes[] = {
      {{made::harbour}}, {{access::ScopeId{{1}}, access::ScopeId{{2}}}}, {{access::ScopeId{{3}}}}};
  // As it is; then each hit is met in the list's order; then each row is read.
  const ReaderBounds all_bounds[] = {
      {}, {.narrow = 0, .few = 0, .rows_a_hit = 1'000}, {.narrow = 0, .few = 0, .rows_a_hit = 1'000, .hits = 0}};
  for (std::size_t n = 0; n < 3 * std::size(all_bounds); ++n) {
    const auto& scope = scopes[n % 3];
    auto reader = std::move(notes.store.reader(scope)).value();
    reader.bound(all_bounds[n / 3]);
    for (int i = 0; i < 100; ++i) {
      const auto typed = i % 10 == 0 ? std::string() : made.words(2);
      INFO(typed);
      Texts expected;
      for (const auto& [text, owner] : kept) {
        const bool seen = scope.held[0] == made::harbour ||
                          std::ranges::find(scope.held, access::ScopeId{{owner}}) != scope.held.end();
        if (seen && is_found(text, typed)) expected.insert(text);
      }
      CHECK(Notes::notes(reader, typed) == expected);
      const auto total = reader.count("note_count", std::vector<Value>{std::string_view()});
      REQUIRE(total);
      if (total->at_least) {
        CHECK(all_bounds[n / 3].hits == 0);
        CHECK(total->number <= static_cast<std::int64_t>(expected.size()));
      } else {
        CHECK(total->number == static_cast<std::int64_t>(expected.size()));
      }
    }
  }
}

TEST_CASE("of few, some and many hits the list shows the same as anybody would count, and a total stops at its end") {
  Notes notes;
  for (std::uint32_t i = 0; i < 10'100; ++i)
    notes.say(i, fmt::format("n{:05} all {} {}", i, i % 3 == 0 ? "third" : "-", i % 1000 == 0 ? "rare" : "-"),
              static_cast<std::uint8_t>(1 + i % 90));
  notes.commit();
  auto reader = std::move(notes.store.reader({{made::harbour}})).value();
  const auto count = [&](std::string_view kind = "") {
    return reader.count("note_count", std::vector<Value>{kind}).value();
  };
  CHECK(Notes::notes(reader, "rare").size() == 11);
  CHECK(count().number == 11);
  CHECK(Notes::notes(reader, "third").size() == 3367);
  CHECK(count().number == 3367);
  CHECK_FALSE(count().at_least);
  CHECK(Notes::notes(reader, "third rare").size() == 4);
  CHECK(Notes::notes(reader, "all").size() == 10'100);
  CHECK(count().number == 2000);
  CHECK(count().at_least);
  const auto odd = Notes::notes(reader, "all", "odd").size(), even = Notes::notes(reader, "all", "even").size();
  CHECK(odd + even == 10'100);
  CHECK(count("odd").at_least);
  CHECK(Notes::notes(reader, "").size() == 10'100);
  CHECK(count().number == most_counted);
}

TEST_CASE(
    "a text that changes, goes or comes back is found by what it says now, after each batch and after a rebuild") {
  Notes notes;
  notes.say(1, "north pier");
  notes.say(2, "south pier");
  notes.commit();
  CHECK(notes.find("pier") == Texts{"north pier", "south pier"});
  notes.say(1, "north quay");
  notes.say(3, "east pier");
  notes.say(3, "east gate");
  notes.say(2, "");
  notes.say(4, "west pier");
  notes.say(4, "");
  notes.say(2, "south wall");
  notes.commit();
  for (int round = 0; round < 2; ++round) {
    CHECK(notes.find("pier").empty());
    CHECK(notes.find("north") == Texts{"north quay"});
    CHECK(notes.find("gate") == Texts{"east gate"});
    CHECK(notes.find("south") == Texts{"south wall"});
    CHECK(notes.find("west").empty());
    REQUIRE(notes.store.rebuild());
  }
  notes.say(1, "north crane");
  notes.commit();
  CHECK(notes.find("crane") == Texts{"north crane"});
  CHECK(notes.find("quay").empty());
}

TEST_CASE("a draft that is refused leaves no word") {
  Notes notes;
  notes.say(1, "north pier");
  notes.commit();
  Draft refused{.id = {{9}}, .kind = "note_kept", .subject = {{0, 0, 0, 1, 1}}, .parts = {"broken quay", "x"}};
  refused.expected_revision = 7;
  CHECK_FALSE(notes.store.commit(std::vector{refused})[0]);
  CHECK(notes.find("quay").empty());
  CHECK(notes.find("pier") == Texts{"north pier"});
}

TEST_CASE("what was erased stands nowhere in the file after its index was made anew") {
  const made::Made folder;
  auto database = std::move(sqlite::Database::open(folder.path(), {.opening = sqlite::Opening::create})).value();
  constexpr std::string_view tables[] = {"note"};
  REQUIRE(database.execute("CREATE TABLE note (search TEXT NOT NULL)"));
  REQUIRE(sqlite::make_search(database, tables));
  REQUIRE(sqlite::watch_search(database, tables));
  const auto holds = [&](std::string_view word) {
    REQUIRE(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    std::ifstream file(folder.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return bytes.find(word) != std::string::npos;
  };
  const auto transaction = [&](const std::string& sql) {
    REQUIRE(database.execute("BEGIN; " + sql));
    REQUIRE(sqlite::settle_search(database, tables));
    REQUIRE(database.execute("COMMIT"));
  };
  for (int i = 0; i < 300; ++i)
    transaction(fmt::format("INSERT INTO note VALUES ('secretword{} pier')", i));
  transaction("INSERT INTO note VALUES ('zebrafish')");
  CHECK(holds("zebrafish"));
  transaction("UPDATE note SET search = '' WHERE search = 'zebrafish'");
  // FTS5 of SQLite 3.40 only notes that it is gone.
  CHECK(holds("zebrafish"));
  REQUIRE(sqlite::make_search(database, tables));
  CHECK_FALSE(holds("ebrafish"));
  CHECK(holds("secretword"));
}
