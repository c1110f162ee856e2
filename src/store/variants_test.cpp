#include "store/variants.h"

#include <doctest/doctest.h>

#include "store/statements.h"

using namespace manara;
using namespace manara::store;

namespace {

const Forms forms{{"visible", "wide({})"},
                  {"visible narrow", "narrow({})"},
                  {"visible one", "one({})"},
                  {"found", "words({})"},
                  {"counted", "LIMIT 10000"}};

Variants of(std::string_view sql) {
  return std::move(Variants::of("list", sql, forms)).value();
}
std::string text(const Variants& variants, Way way, std::vector<Value> values = {}) {
  return variants.text(way, values);
}

}  // namespace

TEST_CASE("a statement is put as the reader's scopes and words ask for, and in plain words to whoever reads it") {
  const auto list = of("SELECT 1 FROM t a WHERE {visible a.s} AND {found a.search} ORDER BY a.n");
  CHECK(list.differ());
  CHECK(list.searched() == "a");
  CHECK(list.plain() == "SELECT 1 FROM t a WHERE wide(a.s) AND words(a.search) ORDER BY a.n");
  CHECK(text(list, {Sight::one, Seek::nothing}) == "SELECT 1 FROM t a WHERE one(a.s) AND TRUE ORDER BY a.n");
  CHECK(text(list, {Sight::narrow, Seek::many}) ==
        "SELECT 1 FROM t a WHERE narrow(a.s) AND words(a.search) ORDER BY a.n");
  CHECK(text(list, {Sight::wide, Seek::few}) ==
        "SELECT 1 FROM t a WHERE sees_scope(a.s) AND a.rowid IN (SELECT id FROM hit) ORDER BY a.n");
  CHECK(text(list, {Sight::wide, Seek::some}) ==
        "SELECT 1 FROM t a WHERE sees_scope(a.s) AND is_hit(a.rowid) ORDER BY a.n");
}

TEST_CASE("a condition that nobody asks for is left out, and stands alone where an index can answer it") {
  const auto list =
      of("WHERE {visible a.s} AND ($2 = 0 OR (a.n, a.id) > ($3, $4)) AND ($1 = '' OR a.k = $1) ORDER BY a.n");
  const std::vector<Value> none{"", std::int64_t{0}, "", Blob{}}, all{"web", std::int64_t{1}, "m", Blob{"id"}};
  CHECK(text(list, {Sight::wide}, none) == "WHERE sees_scope(a.s) AND TRUE AND TRUE ORDER BY a.n");
  CHECK(text(list, {Sight::wide}, all) ==
        "WHERE sees_scope(a.s) AND ((a.n, a.id) > ($3, $4)) AND (a.k = $1) ORDER BY a.n");
  CHECK(text(list, {Sight::one}, all) ==
        "WHERE one(a.s) AND ((a.n, a.id) > ($3, $4)) AND ($1 = '' OR a.k = $1) ORDER BY a.n");
  const auto kept = "WHERE narrow(a.s) AND ($2 = 0 OR (a.n, a.id) > ($3, $4)) AND ($1 = '' OR a.k = $1) ORDER BY a.n";
  CHECK(text(list, {Sight::narrow}, all) == kept);
}

TEST_CASE("a range stands alone in a total, which has no order of its own") {
  const auto total = of("SELECT 1 WHERE {visible a.s} AND ($1 = '' OR a.day < $1) {counted}");
  CHECK(total.counts());
  CHECK(text(total, {Sight::wide}, {"2026"}) == "SELECT 1 WHERE sees_scope(a.s) AND (a.day < $1) LIMIT 10000");
  const auto list = of("SELECT 1 WHERE {visible a.s} AND ($1 = '' OR a.day < $1) ORDER BY a.n");
  CHECK(text(list, {Sight::wide}, {"2026"}) ==
        "SELECT 1 WHERE sees_scope(a.s) AND ($1 = '' OR a.day < $1) ORDER BY a.n");
}

TEST_CASE("what only looks like an open condition stays as it is written") {
  for (const auto* sql : {"WHERE ($1 = '' AND a.k = $1)", "WHERE ($x = '' OR a.k = $1)", "WHERE ($1 = '' OR a.k = $1",
                          "WHERE (a.s = '' OR a.s <= $4) AND (SELECT 1)", "SELECT ')' WHERE ("}) {
    INFO(sql);
    CHECK(of(sql).plain() == sql);
    CHECK(text(of(sql), {}, {"x"}) == sql);
    CHECK_FALSE(of(sql).differ());
  }
  const auto quoted = of("WHERE ($1 = '' OR a.k = ')' || $1) AND 1 = 1");
  CHECK(text(quoted, {}, {"x"}) == "WHERE (a.k = ')' || $1) AND 1 = 1");
}

TEST_CASE("a form that there isn't, or that doesn't end, is an error") {
  for (const auto* sql : {"{nothing a}", "{visible a b}", "{visible a", "{}"}) {
    INFO(sql);
    CHECK(Variants::of("list", sql, forms).error().code == Code{"sql_malformed"});
  }
}

TEST_CASE("totals stop where the store says that they do") {
  const std::string_view files[] = {ledger_sql(),
                                    "-- table derived t\nCREATE TABLE t (search TEXT)\n"
                                    "-- read total\nSELECT 1 FROM t a WHERE {found a.search} {counted}"};
  const auto all = Statements::of(files);
  REQUIRE(all);
  const auto* total = all->variants("total");
  REQUIRE(total != nullptr);
  CHECK(total->searched == "t");
  CHECK(total->variants.plain().ends_with("LIMIT " + std::to_string(most_counted)));
}
