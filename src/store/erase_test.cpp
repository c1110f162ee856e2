// What was erased is nowhere: not in the tables, the database's pages, its log, or the files of entries; and what else
// the ledger says still holds.
#include <chrono>
#include <doctest/doctest.h>
#include <filesystem>

#include "base/bytes.h"
#include "io/file.h"
#include "ledger/checkpoint.h"
#include "store/blobs.h"
#include "store/check.h"
#include "store/made_practice.h"

using namespace manara;
using namespace manara::store;
using namespace manara::store::made;

namespace {

constexpr std::string_view secret = "Mole of the third keeper";
constexpr std::string_view keeper_words = "pbkdf of the third keeper";

/// Lamps whose keepers have a row that is no entry.
std::string_view keepers_sql() {
  return R"(
-- table operational keeper
CREATE TABLE keeper (kept BYTEA PRIMARY KEY, words TEXT NOT NULL);

-- operate set_keeper
INSERT INTO keeper (kept, words) VALUES ($1, $2)

-- operate drop_keeper
DELETE FROM keeper WHERE kept = $1

-- operate keepers
SELECT words FROM keeper ORDER BY kept
)";
}

constexpr std::string_view forget[] = {"drop_keeper"};
constexpr EntryKind kept_kinds[] = {{.name = "lamp_lit", .version = 1, .project = light, .forget = forget}};
constexpr Practice kept_practices[] = {{.name = "lamps", .kinds = kept_kinds, .sql = sql},
                                       {.name = "keepers", .kinds = {}, .sql = keepers_sql}};

crypto::SealingKey master() {
  crypto::SealingKey key;
  key.bytes.fill(5);
  return key;
}

ledger::NoteSigner signer() {
  return {"manara.example/harbour", crypto::signing_key_of({3})};
}

class Harbour {
 public:
  Harbour() {
    store.use_blobs(blobs);
    for (std::uint8_t i = 1; i <= 3; ++i)
      light(i, i == 3 ? std::string(secret) : "pier " + std::to_string(i));
    keep(2, "pbkdf of the second keeper");
    keep(3, std::string(keeper_words));
  }
  StoredEntry light(std::uint8_t number, std::string place, std::vector<BlobRef> files = {}, std::uint8_t again = 0) {
    auto draft = lamp(number, std::move(place), again);
    draft.blobs = std::move(files);
    return *store.entry(store.commit(std::vector{draft})[0]->id);
  }
  void keep(std::uint8_t number, const std::string& words) {
    REQUIRE(store.operate([&](Operations& operations) -> Status {
      MANARA_CHECK(operations.run("set_keeper", {blob(ledger::SubjectId{{number}}), std::string_view(words)}));
      return {};
    }));
  }
  StoredEntry at(std::uint64_t index) {
    StoredEntry found;
    REQUIRE(store.entries(index, [&](const StoredEntry& entry) {
      found = entry;
      return false;
    }));
    return found;
  }
  Result<Erased> erase(const StoredEntry& entry, std::vector<std::uint32_t> parts = {}, std::uint8_t number = 90) {
    const Erasing what{.draft = {{number}}, .entry = entry.header.id, .parts = std::move(parts), .reason = "asked for"};
    return store.erase({&what, 1});
  }
  std::string keepers() {
    std::string all;
    REQUIRE(store.operate([&](Operations& operations) {
      return operations.query("keepers", {}, [&](const Row& row) {
        all += row.text(0) + ";";
        return true;
      });
    }));
    return all;
  }
  /// In how many files below the folder these bytes stand.
  int files_with(std::string_view bytes) {
    int count = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder())) {
      if (file.is_regular_file() && io::read_file(file.path().string())->find(bytes) != std::string::npos) ++count;
    }
    return count;
  }
  std::string folder() { return std::filesystem::path(made.path()).parent_path().string(); }

  Made made{};
  Blobs blobs{made.path() + ".blobs", master()};
  Store store = std::move(Store::create(made.path(), kept_practices,
                                        Made::identity(to_string(ledger::verifier_of(signer()))), made.around()))
                    .value();
};

}  // namespace

TEST_CASE("erased bytes are in no table, page, log or file; salt, place and keeper are gone, the rest is there") {
  Harbour harbour;
  const auto entry = harbour.at(2);
  const std::string salt(text_of(entry.parts[0]->salt));
  CHECK(harbour.files_with(secret) > 0);
  CHECK(harbour.files_with(salt) > 0);
  CHECK(harbour.files_with(keeper_words) > 0);
  const auto erased = harbour.erase(entry);
  REQUIRE(erased);
  CHECK(erased->is_complete);
  CHECK(harbour.files_with(secret) == 0);
  CHECK(harbour.files_with(salt) == 0);
  CHECK(harbour.files_with(keeper_words) == 0);
  CHECK(Made::lamps(harbour.store) == "pier 1;pier 2;");
  CHECK(harbour.keepers() == "pbkdf of the second keeper;");
  const auto now = harbour.at(2);
  CHECK_FALSE(now.parts[0]);
  CHECK(now.header_bytes == entry.header_bytes);
}

TEST_CASE("the ledger that lost a part checks, grows from its notes, proves the entry, and says who erased what") {
  Harbour harbour;
  const auto note = *ledger::sign_checkpoint({.origin = signer().name, .head = harbour.store.head()}, signer());
  const auto entry = harbour.at(2);
  const auto erased = *harbour.erase(entry);
  const auto checked = check_ledger(harbour.store, note);
  REQUIRE(checked);
  CHECK(checked->erased_parts == 1);
  CHECK(checked->head.size == 4);
  const auto head = harbour.store.head();
  const auto steps = *ledger::prove_inclusion(2, head.size, harbour.store.node_hash());
  CHECK(ledger::is_included(ledger::leaf_hash(entry.header_bytes), 2, head.size, steps, head.root));
  const auto says = *harbour.store.entry(erased.entries.front().id);
  CHECK(says.header.kind == "erased");
  CHECK(says.header.subject.bytes == entry.header.id.bytes);
  CHECK(*ledger::read_erasure(says.part(0)) == ledger::Erasure{entry.header.id, {0}});
  CHECK(says.part(1) == "asked for");
}

TEST_CASE("after an erasure a rebuild shows what is shown") {
  Harbour harbour;
  harbour.light(3, "east mole", {}, 1);
  REQUIRE(harbour.erase(harbour.at(3)));
  const auto before = Made::lamps(harbour.store);
  CHECK(before == "pier 1;pier 2;" + std::string(secret) + ";");
  const auto rebuilt = harbour.store.rebuild();
  REQUIRE(rebuilt);
  CHECK(rebuilt->refused == 0);
  CHECK(Made::lamps(harbour.store) == before);
}

TEST_CASE("an older entry that goes leaves whom it was about as he is; the latest takes along what is no entry") {
  Harbour harbour;
  harbour.light(3, "east mole", {}, 1);
  REQUIRE(harbour.erase(harbour.at(2)));
  CHECK(harbour.files_with(secret) == 0);
  CHECK(harbour.keepers() == "pbkdf of the second keeper;" + std::string(keeper_words) + ";");
  CHECK(Made::lamps(harbour.store) == "pier 1;pier 2;east mole;");
  REQUIRE(harbour.erase(harbour.at(3), {}, 91));
  CHECK(harbour.keepers() == "pbkdf of the second keeper;");
}

TEST_CASE("files go with the last entry that lists them") {
  Harbour harbour;
  const auto shared = *harbour.blobs.put("shared");
  const auto alone = *harbour.blobs.put("alone");
  const auto first = harbour.light(4, "lock", {shared, alone});
  const auto second = harbour.light(5, "weir", {shared});
  REQUIRE(harbour.erase(first)->is_complete);
  CHECK(harbour.blobs.check(shared.name));
  CHECK_FALSE(harbour.blobs.holds(alone.name));
  CHECK(harbour.files_with(to_string(alone.name)) == 0);
  // One part of two: the list of files stays, and so do they.
  REQUIRE(harbour.erase(second, {0}, 91));
  CHECK(harbour.blobs.check(shared.name));
  CHECK(Made::lamps(harbour.store).find("weir") == std::string::npos);
  REQUIRE(harbour.erase(second, {1}, 92));
  CHECK_FALSE(harbour.blobs.holds(shared.name));
  CHECK(check_ledger(harbour.store, {})->blobs.empty());
}

TEST_CASE("while a backup holds the files an erasure says that it is not complete, and is later") {
  Harbour harbour;
  const auto file = *harbour.blobs.put("alone");
  const auto entry = harbour.light(4, "lock", {file});
  {
    const auto held = harbour.blobs.hold();
    CHECK_FALSE(harbour.erase(entry)->is_complete);
    CHECK(harbour.blobs.holds(file.name));
    CHECK(harbour.store.finish_erasures() == false);
  }
  CHECK(harbour.store.finish_erasures() == true);
  CHECK_FALSE(harbour.blobs.holds(file.name));
}

TEST_CASE("what a killed process left of an erasure is finished by whoever opens the store next") {
  Harbour harbour;
  const auto file = *harbour.blobs.put("alone");
  const auto entry = harbour.light(4, "lock", {file});
  {
    const auto held = harbour.blobs.hold();
    REQUIRE(harbour.erase(entry));
  }
  auto again = std::move(Store::open(harbour.made.path(), kept_practices, harbour.made.around())).value();
  again.use_blobs(harbour.blobs);
  CHECK(again.finish_erasures() == true);
  CHECK_FALSE(harbour.blobs.holds(file.name));
}

TEST_CASE("asked for again it is one erasure; what can't be erased is refused and changes nothing") {
  Harbour harbour;
  const auto entry = harbour.at(2);
  const auto first = *harbour.erase(entry);
  const auto again = *harbour.erase(entry);
  CHECK(again.entries.front().repeated);
  CHECK(again.entries.front().id == first.entries.front().id);
  const auto size = harbour.store.head().size;
  CHECK(harbour.erase(entry, {}, 91).error().code == Code{"part_erased"});
  CHECK(harbour.erase(harbour.at(1), {1}, 92).error().code == Code{"part_unknown"});
  CHECK(harbour.erase(harbour.at(3), {}, 93).error().code == Code{"erasure_kept"});
  CHECK(harbour.erase(StoredEntry(), {}, 94).error().code == Code{"entry_unknown"});
  auto forged = lamp(1, "by hand", 7);
  forged.kind = "erased";
  CHECK(harbour.store.commit(std::vector{forged})[0].error().code == Code{"kind_unknown"});
  const Erasing both[] = {{.draft = {{95}}, .entry = harbour.at(0).header.id}, {.draft = {{96}}, .entry = {}}};
  CHECK_FALSE(harbour.store.erase(both));
  CHECK(harbour.store.head().size == size);
  CHECK(Made::lamps(harbour.store) == "pier 1;pier 2;");
  CHECK(check_ledger(harbour.store, {}));
  // The reason may be somebody's words about somebody.
  CHECK(harbour.erase(harbour.at(3), {1}, 97));
  CHECK(harbour.files_with("asked for") == 1);
}

TEST_CASE("what a database erased is read out of it for another that has to erase it too") {
  Harbour harbour;
  const auto entry = harbour.at(2);
  REQUIRE(harbour.erase(entry));
  const auto all = erasures_in(harbour.made.path(), nullptr);
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  CHECK(all->front().entry == entry.header.id);
  CHECK(all->front().parts == std::vector<std::uint32_t>{0});
  CHECK(all->front().reason == "asked for");
  CHECK(all->front().draft == ledger::DraftId{{90}});
}

namespace {

/// Lamps of which no two stand in one place.
std::string_view crowded_sql() {
  return R"(
-- table derived lamp
CREATE TABLE lamp (scope_id BYTEA PRIMARY KEY, place TEXT NOT NULL UNIQUE CHECK (place <> ''));

-- write light_lamp
INSERT INTO lamp (scope_id, place) VALUES ($1, $2) ON CONFLICT (scope_id) DO UPDATE SET place = $2

-- read lamps
SELECT place FROM lamp
WHERE scope_id IN (SELECT m.scope_id FROM scope_member m JOIN granted g ON g.scope_id = m.holder)
ORDER BY scope_id
)";
}

constexpr Practice crowded[] = {{.name = "lamps", .kinds = kinds, .sql = crowded_sql}};

}  // namespace

TEST_CASE("an erasure that takes more than was asked for is refused, whole, and names the entry that would go too") {
  Made made;
  auto store = std::move(Store::create(made.path(), crowded, Made::identity(), made.around())).value();
  std::vector<Outcome> lit;
  for (const auto& draft : {lamp(1, "pier"), lamp(1, "mole", 1), lamp(2, "pier")})
    lit.push_back(store.commit(std::vector{draft})[0].value());
  // Without the second the first lamp stands on the pier when the other one comes.
  const Erasing what{.draft = {{90}}, .entry = lit[1].id, .reason = "asked for"};
  const auto erased = store.erase({&what, 1});
  REQUIRE_FALSE(erased);
  CHECK(erased.error().code == Code{"erasure_breaks"});
  CHECK(erased.error().args == std::vector{to_string(lit[2].id)});
  CHECK(Made::lamps(store) == "mole;pier;");
  CHECK(store.head().size == 3);
  CHECK(store.entry(lit[1].id)->part(0) == "mole");
  const auto about = about_the_same(store, what);
  REQUIRE(store.erase(*about));
  CHECK(Made::lamps(store) == "pier;");
}

TEST_CASE("what was said before does not come back: the latest goes with those before it, or not") {
  static constexpr EntryKind kept[] = {
      {.name = "lamp_lit", .version = 1, .project = light, .passes_over_erased = true}};
  const Practice lamps[] = {{.name = "lamps", .kinds = kept, .sql = sql}};
  Made made;
  auto store = std::move(Store::create(made.path(), lamps, Made::identity(), made.around())).value();
  std::vector<Outcome> lit;
  for (const auto& draft : {lamp(1, "pier"), lamp(1, "mole", 1), lamp(1, "quay", 2)})
    lit.push_back(store.commit(std::vector{draft})[0].value());
  const auto erase = [&](std::uint8_t draft, std::size_t which) {
    const Erasing what{.draft = {{draft}}, .entry = lit[which].id};
    return store.erase({&what, 1});
  };
  CHECK(erase(90, 2).error().code == Code{"erasure_revives"});
  CHECK(Made::lamps(store) == "quay;");
  CHECK(erase(91, 0));
  CHECK(erase(92, 2).error().code == Code{"erasure_revives"});
  CHECK(erase(93, 1));
  CHECK(Made::lamps(store) == "quay;");
  CHECK(erase(94, 2));
  CHECK(Made::lamps(store) == "");
}

TEST_CASE("all about the same asked for again is the same erasure, though nothing is left of it") {
  Harbour harbour;
  harbour.light(3, "east mole", {}, 1);
  const Erasing like{.draft = {{90}}, .entry = harbour.at(2).header.id, .reason = "asked for"};
  const auto first = harbour.store.erase(*about_the_same(harbour.store, like));
  REQUIRE(first);
  REQUIRE(first->entries.size() == 2);
  const auto size = harbour.store.head().size;
  const auto again = harbour.store.erase(*about_the_same(harbour.store, like));
  REQUIRE(again);
  REQUIRE(again->entries.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(again->entries[i].id == first->entries[i].id);
    CHECK(again->entries[i].repeated);
  }
  CHECK(harbour.store.head().size == size);
  // Another wish about it finds nothing.
  auto other = like;
  other.draft = {{91}};
  CHECK(about_the_same(harbour.store, other)->empty());
}

TEST_CASE("finishing an erasure waits for nobody who reads long, and is done when they are") {
  Harbour harbour;
  harbour.store.commit(std::vector{lamp(9, "quay")});
  auto reader = std::move(harbour.store.reader({{store::made::harbour}})).value();
  REQUIRE(reader.query("lamps", {}, [&](const Row&) {
    const auto begun = std::chrono::steady_clock::now();
    const auto erased = harbour.erase(harbour.at(2));
    REQUIRE(erased);
    CHECK_FALSE(erased->is_complete);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(4));
    return false;
  }));
  CHECK(harbour.store.finish_erasures() == true);
  CHECK(harbour.files_with(secret) == 0);
}
