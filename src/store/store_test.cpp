#include "store/store.h"

#include <doctest/doctest.h>
#include <filesystem>

#include "base/strings.h"
#include "crypto/system_random.h"
#include "store/made_practice.h"
#include "store/reader.h"

using namespace manara;
using namespace manara::store;
using namespace manara::store::made;

TEST_CASE("an entry and what follows from it are there after the commit, and after opening again") {
  Made made;
  auto store = made.create();
  const auto outcome = store.commit(std::vector{lamp(1, "north pier")});
  REQUIRE(outcome.size() == 1);
  REQUIRE(outcome[0]);
  CHECK(outcome[0]->index == 0);
  CHECK_FALSE(outcome[0]->repeated);
  CHECK(made.lamps(store) == "north pier;");
  const auto head = store.head();
  CHECK(head.size == 1);

  auto again = made.open();
  CHECK(again.head() == head);
  CHECK(made.lamps(again) == "north pier;");
  const auto entry = again.entry(outcome[0]->id);
  REQUIRE(entry);
  CHECK(entry->header.kind == "lamp_lit");
  CHECK(entry->part(0) == "north pier");
  CHECK(ledger::leaf_hash(entry->header_bytes) == head.root);
  CHECK(entry->header.parts[0] == ledger::commitment_of(*entry->parts[0]));
}

TEST_CASE("a practice may have entries and no tables") {
  Made made;
  static constexpr EntryKind spoken[] = {
      {.name = "word_said", .project = [](Projection&, const StoredEntry&) { return Status{}; }}};
  static constexpr Practice words[] = {{.name = "words", .kinds = spoken}};
  auto store = Store::create(made.path(), words, Made::identity(), made.around());
  REQUIRE(store);
  const auto outcome = store->commit(std::vector{Draft{.id = {{1}}, .kind = "word_said", .parts = {"harbour"}}});
  REQUIRE(outcome[0]);
  CHECK(store->entry(outcome[0]->id)->part(0) == "harbour");
}

TEST_CASE("the same draft again gives the first outcome and writes nothing, in one batch and in another") {
  Made made;
  auto store = made.create();
  const auto draft = lamp(1, "north pier");
  const auto outcomes = store.commit(std::vector{draft, draft});
  REQUIRE(outcomes[1]);
  CHECK(outcomes[1]->repeated);
  CHECK(outcomes[1]->id == outcomes[0]->id);
  CHECK(store.commit(std::vector{draft})[0]->repeated);
  CHECK(store.head().size == 1);
}

TEST_CASE("a draft that is refused takes nothing with it") {
  Made made;
  auto store = made.create();
  auto unknown = lamp(2, "x");
  unknown.kind = "nobody_knows";
  const auto outcomes = store.commit(std::vector{lamp(1, "north pier"), unknown, lamp(3, ""), lamp(4, "south pier")});
  CHECK(outcomes[0]);
  CHECK(outcomes[1].error().code == Code{"kind_unknown"});
  CHECK(outcomes[2].error().code == Code{"store_constraint"});
  CHECK(outcomes[3]->index == 1);
  CHECK(made.lamps(store) == "north pier;south pier;");
  CHECK(store.head().size == 2);
  CHECK(made.open().head() == store.head());
}

TEST_CASE("a writer who saw another revision is refused with the revision now") {
  Made made;
  auto store = made.create();
  auto first = lamp(1, "north pier");
  first.expected_revision = -1;
  auto second = lamp(1, "north pier, east side", 2);
  second.expected_revision = -1;
  auto outcomes = store.commit(std::vector{first, second});
  CHECK(outcomes[0]);
  REQUIRE_FALSE(outcomes[1]);
  CHECK(outcomes[1].error().code == Code{"revision_conflict"});
  CHECK(outcomes[1].error().args == std::vector<std::string>{"0"});
  second.expected_revision = 0;
  CHECK(store.commit(std::vector{second})[0]);
  CHECK(made.lamps(store) == "north pier, east side;");
}

TEST_CASE("a rebuild gives the same state from the entries alone, and keeps what it doesn't know") {
  Made made;
  ledger::Head head;
  {
    auto store = made.create();
    for (std::uint8_t i = 1; i <= 40; ++i)
      REQUIRE(store.commit(std::vector{lamp(i, "pier " + std::to_string(i))})[0]);
    const auto before = made.lamps(store);
    head = store.head();
    const auto rebuilt = store.rebuild();
    REQUIRE(rebuilt);
    CHECK(rebuilt->entries == 40);
    CHECK(rebuilt->unknown + rebuilt->refused == 0);
    CHECK(made.lamps(store) == before);
    CHECK(store.head() == head);
  }
  auto without = Store::open(made.path(), {}, made.around());
  REQUIRE(without);
  CHECK(without->head() == head);
  const auto rebuilt = without->rebuild();
  CHECK(rebuilt->unknown == 40);
  CHECK(made.lamps(made.open()).size() > 0);
}

TEST_CASE("nobody reads without a scope, nor what the scope does not hold") {
  Made made;
  auto store = made.create();
  REQUIRE(store.commit(std::vector{lamp(1, "north pier"), lamp(2, "south pier")})[0]);
  CHECK(made.lamps(store, {}) == "");
  CHECK(made.lamps(store, {{{{1}}}}) == "north pier;");
  CHECK(made.lamps(store, {{harbour}}) == "north pier;south pier;");
}

TEST_CASE("entries are read in order, page by page, from anywhere") {
  Made made;
  auto store = made.create();
  std::vector<Draft> drafts;
  for (std::uint8_t i = 0; i < 200; ++i)
    drafts.push_back(lamp(i, "pier"));
  REQUIRE(store.commit(drafts).back());
  for (std::uint8_t i = 0; i < 200; ++i)
    drafts[i].id.bytes[1] = 1;
  REQUIRE(store.commit(drafts).back());
  std::uint64_t expected = 100;
  REQUIRE(store.entries(100, [&](const StoredEntry& entry) { return entry.index == expected && ++expected > 0; }));
  CHECK(expected == 400);
}

TEST_CASE("a store that is there is not made again, and one that is not there is not opened") {
  Made made;
  CHECK(Store::open(made.path(), {}, made.around()).error().code == Code{"store_missing"});
  made.create();
  CHECK(Store::create(made.path(), {}, made.identity(), made.around()).error().code == Code{"store_exists"});
}
