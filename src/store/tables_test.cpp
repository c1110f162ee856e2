// A database and programs of several versions: what each makes of it, and what it leaves alone.
#include <doctest/doctest.h>

#include "store/check.h"
#include "store/made_practice.h"

using namespace manara;
using namespace manara::store;
using namespace manara::store::made;

namespace {

std::string_view keepers() {
  return R"(
-- table operational keeper
CREATE TABLE keeper (kept BYTEA PRIMARY KEY, words TEXT NOT NULL);

-- operate set_keeper
INSERT INTO keeper (kept, words) VALUES ($1, $2)

-- operate keepers
SELECT words, 0 FROM keeper ORDER BY kept
)";
}

/// The next version: keepers have a watch, and there are ropes.
std::string_view newer_keepers() {
  return R"(
-- table operational keeper
CREATE TABLE keeper (kept BYTEA PRIMARY KEY, words TEXT NOT NULL, watch INTEGER NOT NULL);

-- migrate 1 keeper
ALTER TABLE keeper ADD COLUMN watch INTEGER NOT NULL DEFAULT 4;

-- operate set_keeper
INSERT INTO keeper (kept, words, watch) VALUES ($1, $2, 8)

-- operate keepers
SELECT words, watch FROM keeper ORDER BY kept

-- table operational rope
CREATE TABLE rope (metres INTEGER PRIMARY KEY);
)";
}

/// As newer_keepers, without their migration.
std::string_view ropes() {
  return R"(
-- table operational rope
CREATE TABLE rope (metres INTEGER PRIMARY KEY);

-- operate set_keeper
INSERT INTO rope (metres) VALUES (40)
)";
}

std::string_view louder() {
  return R"(
-- table derived lamp
CREATE TABLE lamp (scope_id BYTEA PRIMARY KEY, place TEXT NOT NULL CHECK (place <> ''));

-- write light_lamp
INSERT INTO lamp (scope_id, place) VALUES ($1, $2 || '!') ON CONFLICT (scope_id) DO UPDATE SET place = $2

-- read lamps
SELECT place FROM lamp
WHERE scope_id IN (SELECT m.scope_id FROM scope_member m JOIN granted g ON g.scope_id = m.holder)
ORDER BY scope_id
)";
}

Status light_twice(Projection& rows, const StoredEntry& entry) {
  auto brighter = entry;
  brighter.parts[0]->bytes += " twice";
  return light(rows, brighter);
}

/// From version 2 on a lamp's part is its colour and its place.
Status add_colour(std::uint32_t from, StoredEntry& entry) {
  if (from == 1) entry.parts[0]->bytes = "white " + entry.parts[0]->bytes;
  return {};
}

constexpr EntryKind newer_kinds[] = {{.name = "lamp_lit", .version = 2, .project = light, .upcast = add_colour}};
constexpr EntryKind changed_kinds[] = {{.name = "lamp_lit", .version = 1, .project = light_twice}};
const std::vector<Practice> first{practices[0], {.name = "keepers", .sql = keepers}};
const std::vector<Practice> second{practices[0], {.name = "keepers", .sql = newer_keepers}};

class Versions {
 public:
  explicit Versions(const std::vector<Practice>& made_by) {
    auto store = Store::create(made.path(), made_by, Made::identity(), made.around());
    REQUIRE(store);
    REQUIRE(store->commit(std::vector{lamp(1, "pier")})[0]);
  }
  Result<Store> open(const std::vector<Practice>& by, Upkeep upkeep = Upkeep::allowed) {
    return Store::open(made.path(), by, made.around(), upkeep);
  }
  static void keep(Store& store, std::uint8_t number) {
    const auto kept = store.operate([&](Operations& rows) -> Status {
      MANARA_CHECK(rows.run("set_keeper", {blob(ledger::SubjectId{{number}}), std::string_view("amal")}));
      return {};
    });
    REQUIRE(kept);
  }
  static std::string all_keepers(Store& store) {
    std::string all;
    REQUIRE(store.operate([&](Operations& rows) {
      return rows.query("keepers", {}, [&](const Row& row) {
        all += row.text(0) + " " + row.text(1) + ";";
        return true;
      });
    }));
    return all;
  }
  static std::string complaint(const Result<Store>& opened) {
    if (opened) return {};
    return std::string(opened.error().code.name()) + (opened.error().args.empty() ? "" : " " + opened.error().args[0]);
  }
  Made made{};
};

}  // namespace

TEST_CASE("a newer database is left alone by an older program, whatever is in it stays") {
  Versions versions(second);
  {
    auto store = versions.open(second);
    Versions::keep(*store, 1);
  }
  CHECK(Versions::complaint(versions.open(first)) == "store_newer keeper");
  CHECK(Versions::complaint(versions.open({practices[0]})) == "store_newer keeper");
  CHECK(Versions::complaint(versions.open({practices[0], {.name = "ropes", .sql = ropes}})) == "store_newer keeper");
  auto store = versions.open(second);
  REQUIRE(store);
  CHECK(Versions::all_keepers(*store) == "amal 8;");
  CHECK(Made::lamps(*store) == "pier;");
}

TEST_CASE("an operational table is migrated once and its rows stay; a table that is new is made") {
  Versions versions(first);
  {
    auto store = versions.open(first);
    Versions::keep(*store, 1);
  }
  for (int i = 0; i < 2; ++i) {
    auto store = versions.open(second);
    REQUIRE(store);
    CHECK(Versions::all_keepers(*store) == "amal 4;");
  }
  auto store = versions.open(second);
  Versions::keep(*store, 2);
  CHECK(Versions::all_keepers(*store) == "amal 4;amal 8;");
}

TEST_CASE("a migration out of order, or of what is not operational, is no file of SQL") {
  const auto reads = [](std::string text) {
    text =
        "-- table operational rope\nCREATE TABLE rope (m INTEGER);\n-- table derived knot\nCREATE TABLE knot (m "
        "INTEGER);\n" +
        text;
    const std::string_view files[] = {text};
    return Statements::of(files).has_value();
  };
  CHECK(reads("-- migrate 1 rope\nSELECT 1\n-- migrate 2 rope\nSELECT 1"));
  CHECK_FALSE(reads("-- migrate 2 rope\nSELECT 1"));
  CHECK_FALSE(reads("-- migrate 1 rope\nSELECT 1\n-- migrate 1 rope\nSELECT 1"));
  CHECK_FALSE(reads("-- migrate 1 knot\nSELECT 1"));
  CHECK_FALSE(reads("-- migrate 1 sail\nSELECT 1"));
  CHECK_FALSE(reads("-- migrate one rope\nSELECT 1"));
}

TEST_CASE("whoever works beside another changes nothing of a database that is another version's") {
  Versions versions(first);
  CHECK(versions.open(first, Upkeep::refused));
  CHECK(Versions::complaint(versions.open(second, Upkeep::refused)) == "store_other_version");
  CHECK(Versions::complaint(versions.open({practices[0], {.name = "keepers", .sql = keepers, .projection = 2}},
                                          Upkeep::refused)) == "store_other_version");
  CHECK(versions.open(first, Upkeep::refused));
}

TEST_CASE("what is derived is made anew where a statement, or what a projection does, is another") {
  Versions versions({practices[0]});
  {
    auto store = versions.open({{.name = "lamps", .kinds = kinds, .sql = louder}});
    REQUIRE(store);
    CHECK(Made::lamps(*store) == "pier!;");
  }
  auto store = versions.open({{.name = "lamps", .kinds = changed_kinds, .sql = sql, .projection = 2}});
  REQUIRE(store);
  CHECK(Made::lamps(*store) == "pier twice;");
}

TEST_CASE("an entry of an older version reads as one of the newer, and is what it was") {
  Versions versions({practices[0]});
  auto store = versions.open({{.name = "lamps", .kinds = newer_kinds, .sql = sql}});
  REQUIRE(store);
  REQUIRE(store->commit(std::vector{lamp(2, "red mole")})[0]);
  CHECK(Made::lamps(*store) == "white pier;red mole;");
  CHECK(store->passed_over()->refused == 0);
  std::string parts;
  REQUIRE(store->entries(0, [&](const StoredEntry& entry) {
    parts += std::to_string(entry.header.version) + " " + std::string(entry.part(0)) + ";";
    return true;
  }));
  CHECK(parts == "1 pier;2 red mole;");
}

TEST_CASE("an entry of a newer version is not read as if it were an older one: it is kept, counted and comes back") {
  Versions versions({{.name = "lamps", .kinds = newer_kinds, .sql = sql}});
  {
    auto older = versions.open({practices[0]});
    REQUIRE(older);
    CHECK(Made::lamps(*older) == "");
    CHECK(older->passed_over()->unknown == 1);
    REQUIRE(older->commit(std::vector{lamp(2, "mole")})[0]);
  }
  {
    // The count is still there when nothing is made anew.
    auto older = versions.open({practices[0]}, Upkeep::refused);
    REQUIRE(older);
    CHECK(older->passed_over()->unknown == 1);
    CHECK(older->passed_over()->entries == 2);
  }
  auto newer = versions.open({{.name = "lamps", .kinds = newer_kinds, .sql = sql}});
  CHECK(Made::lamps(*newer) == "pier;white mole;");
  CHECK(newer->passed_over()->unknown == 0);
}
