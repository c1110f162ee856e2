// Never a silent zero: each reason for which something was not assessed.
#include <doctest/doctest.h>

#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

/// Advisories for PyPI, Debian 11 and products.
const MadeIndex& index() {
  static const MadeIndex made({advisory("PYSEC-2030-1", {package("PyPI", "lamp", {introduced("0"), fixed("2")})}),
                               advisory("DSA-1", {package("Debian:11", "lamp", {introduced("0"), fixed("2-1")})}),
                               advisory("CVE-2030-0001", {product("Harbour", "Lamp", {introduced("0"), fixed("2")})})});
  return made;
}

Lines gaps(Component component, const Options& options = as_of_today()) {
  return scan_all(*index(), {std::move(component)}, options).gaps;
}

}  // namespace

TEST_CASE("an ecosystem that is not known") {
  CHECK(gaps(by_purl("x", "1", "pkg:unheard-of/x@1")) == Lines{"gap_ecosystem_unsupported unheard-of x1"});
}

TEST_CASE("an ecosystem of which no advisories were imported") {
  CHECK(gaps(by_purl("x", "1", "pkg:npm/x@1.0.0")) == Lines{"gap_ecosystem_without_advisories npm x1"});
}

TEST_CASE("a release that the advisories do not cover; a release that is not known") {
  CHECK(gaps(by_purl("x", "1", "pkg:deb/debian/x@1?distro=debian-12")) ==
        Lines{"gap_release_without_advisories Debian 12 x1"});
  CHECK(gaps(by_purl("x", "1", "pkg:deb/debian/x@1")) == Lines{"gap_release_unknown Debian x1"});
  CHECK(gaps(by_purl("x", "1", "pkg:apk/wolfi/x@1")) == Lines{"gap_ecosystem_without_advisories Wolfi x1"});
}

TEST_CASE("a name that nothing can be matched by, a purl that is none") {
  CHECK(gaps({.name = "x", .version = "1"}) == Lines{"gap_no_identity x x1"});
  CHECK(gaps(by_purl("x", "1", "pkg:")) == Lines{"gap_purl_invalid pkg: x1"});
}

TEST_CASE("a version that is missing or can't be compared, of a package that advisories name") {
  CHECK(gaps(by_purl("lamp", "", "pkg:pypi/lamp")) == Lines{"gap_version_missing lamp x1"});
  CHECK(gaps(by_purl("lamp", "legacy", "pkg:pypi/lamp@legacy")) == Lines{"gap_version_unparsable lamp legacy x1"});
  CHECK(gaps(by_purl("buoy", "", "pkg:pypi/buoy")).empty());
}

TEST_CASE("advisories that are older than half a year at the scan's day") {
  const auto lamp = by_purl("lamp", "2", "pkg:pypi/lamp@2");
  CHECK(gaps(lamp, {.as_of = day("2027-04-30")}).empty());  // 180 days
  CHECK(gaps(lamp, {.as_of = day("2027-05-01")}) == Lines{"gap_feed_stale PyPI x1"});
  CHECK(gaps(by_purl("lamp", "2-1", "pkg:deb/debian/lamp@2-1?distro=debian-11"), {.as_of = day("2028-01-01")}) ==
        Lines{"gap_feed_stale Debian 11 x1", "gap_release_ended Debian 11 x1"});
  CHECK(gaps(by_product("Harbour", "Lamp", "2"), {.as_of = day("2028-01-01")}) == Lines{"gap_feed_stale product x1"});
}

TEST_CASE("an ecosystem is as fresh as the newest feed that covers it") {
  const auto lamp = package("PyPI", "lamp", {introduced("0"), fixed("2")});
  const MadeIndex two({{.name = "old", .as_of = day("2020-01-01"), .advisories = {advisory("X-1", {lamp})}},
                       {.name = "new", .as_of = day("2026-11-01"), .advisories = {advisory("X-2", {lamp})}}});
  CHECK(scan_all(*two, {by_purl("lamp", "2", "pkg:pypi/lamp@2")}).gaps.empty());
}

TEST_CASE("products without any advisories on products") {
  const MadeIndex packages_only({advisory("PYSEC-2030-1", {package("PyPI", "lamp", {introduced("0")})})});
  CHECK(scan_all(*packages_only, {by_product("Harbour", "Lamp", "1")}).gaps == Lines{"gap_no_product_advisories  x1"});
}

TEST_CASE("rows of the inventory that could not be used, listed or not") {
  Inventory inventory;
  inventory.refused = {{.line = 3, .reason = {Code{"record_unknown"}, {}}}};
  inventory.refused_unlisted = 4;
  CHECK(scan_inventory(*index(), inventory).gaps == Lines{"gap_rows_refused  x5"});
}

TEST_CASE("gaps are counted by target, reason and name") {
  Inventory inventory;
  inventory.components = {
      {.name = "x", .version = "1"}, {.name = "x", .version = "2"}, by_purl("y", "1", "pkg:npm/y@1.0.0")};
  const std::vector<Target> targets{{"b", inventory}, {"a", inventory}};
  const auto result = scan(*index(), targets, as_of_today());
  REQUIRE(result.not_assessed.size() == 4);
  CHECK(result.not_assessed[0].target == "a");
  CHECK(result.not_assessed[1].count == 2);
  CHECK(result.not_assessed[3].target == "b");
}

TEST_CASE("inventories that could not be read are part of what was not assessed") {
  const MadeIndex index({advisory("X-1", {package("PyPI", "lamp", {introduced("0")})})});
  const std::vector<std::string> refused{"b.json", "a.json"};
  const auto result = scan(*index, {}, {.as_of = today, .refused = refused});
  REQUIRE(result.not_assessed.size() == 2);
  CHECK(result.not_assessed[0].target == "a.json");
  CHECK(result.not_assessed[0].reason == Code{"gap_target_refused"});
  CHECK(result.not_assessed[0].count == 1);
}
