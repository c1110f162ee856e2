#include "exposure/index.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

#include "exposure/index_walk.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

/// The same records under the same feeds, in another order of feeds and of records.
std::vector<Feed> shuffled(std::vector<Feed> feeds, std::mt19937& random) {
  for (auto& feed : feeds) {
    std::ranges::shuffle(feed.advisories, random);
    std::ranges::shuffle(feed.kev, random);
    std::ranges::shuffle(feed.epss, random);
    std::ranges::shuffle(feed.vex, random);
  }
  std::ranges::shuffle(feeds, random);
  return feeds;
}

std::vector<std::string> texts(const Index& index, std::span<const std::uint32_t> refs) {
  std::vector<std::string> out;
  for (const auto ref : refs)
    out.emplace_back(index.text(ref));
  return out;
}

}  // namespace

TEST_CASE("what goes in comes out: feeds, ecosystems, packages, ids, scores, summaries") {
  const MadeIndex index(some_of_everything());
  REQUIRE(index->validate());

  REQUIRE(index->feeds().size() == 5);
  CHECK(index->text(index->feeds()[0].name) == "cve5");
  CHECK(index->text(index->feeds()[1].name) == "epss");
  CHECK(index->text(index->feeds()[1].model) == "v2025.03.14");
  CHECK(index->feeds()[1].as_of == day("2026-11-01").days);
  CHECK(index->feeds()[1].count == 2);
  CHECK(index->feeds()[0].as_of == day("2026-02-01").days);  // says nothing of its age: its newest record does

  const auto* debian = index->ecosystem("Debian", "12");
  REQUIRE(debian != nullptr);
  CHECK(debian->distribution == 1);
  CHECK(index->ecosystem("Debian", "13") == nullptr);
  CHECK(index->knows_ecosystem("Debian"));
  CHECK_FALSE(index->knows_ecosystem("Debia"));
  const auto* harbour = index->package(*debian, "harbour");
  REQUIRE(harbour != nullptr);
  CHECK(index->rows(*harbour).size() == 1);
  CHECK(index->package(*debian, "harbou") == nullptr);

  const auto cluster = index->find_cluster("GHSA-aaaa-bbbb-cccc");
  REQUIRE(cluster);
  CHECK(index->find_cluster("CVE-2030-0001") == cluster);
  CHECK(index->find_cluster("PYSEC-2030-1") == cluster);
  CHECK_FALSE(index->find_cluster("CVE-2030-9999"));
  const auto& row = *index->cluster(*cluster);
  CHECK(texts(*index, index->part<std::uint32_t>(Section::cluster_ids, row.ids)) ==
        std::vector<std::string>{"CVE-2030-0001", "GHSA-aaaa-bbbb-cccc", "PYSEC-2030-1"});
  CHECK(row.published == day("2026-03-01").days);
  CHECK(row.vectors.count == 2);

  const auto* cve = index->find_cve("CVE-2030-0001");
  REQUIRE(cve != nullptr);
  CHECK(cve->flags == (cve_kev | cve_ransomware | cve_epss));
  CHECK(cve->kev_added == day("2026-03-05").days);
  CHECK(cve->epss == 0.5);
  CHECK(index->find_cve("CVE-2030-0004")->exploitation == 3);
  CHECK(index->kev_products("harbour/buoy").size() == 1);
  CHECK(index->vex("CVE-2030-0002").size() == 1);
  const auto advisories = index->all<AdvisoryRow>(Section::advisories);
  CHECK(std::ranges::count_if(advisories, [&](const AdvisoryRow& a) {
          return index->summary(a) == "A lamp that can be put out from afar";
        }) == 1);
}

TEST_CASE("the same records give the same bytes, whatever order feeds and records come in") {
  auto feeds = some_of_everything();
  // What two feeds say of one thing must not depend on which came first.
  feeds.push_back({.name = "epss-b", .format = "epss", .model = "v2", .epss = {{"CVE-2030-0001", 0.5, 0.98}}});
  feeds.push_back(
      {.name = "kev-b", .format = "kev", .kev = {{"CVE-2030-0001", "Sea", "Lamp", day("2026-02-05"), false}}});
  Advisory again = advisory("CVE-2030-0004", {product("Sea", "Anchor", {introduced("1.0"), fixed("2.0")}, "maven")});
  again.ssvc = SsvcPoints{"poc", "no", "partial"};
  feeds.push_back({.name = "csaf", .format = "csaf", .advisories = {again}});
  const auto bytes = bytes_of(feeds);
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    CHECK_MESSAGE(bytes_of(shuffled(feeds, random)) == bytes, "seed ", seed);
  }
}

TEST_CASE("a feed that comes in two parts is the same feed, whichever part comes first") {
  Feed first{.name = "epss",
             .format = "epss",
             .as_of = day("2026-01-01"),
             .model = "v1",
             .epss = {{"CVE-2030-0001", 0.1, 0.2}}};
  Feed second{.name = "epss",
              .format = "epss",
              .as_of = day("2026-02-01"),
              .model = "v2",
              .epss = {{"CVE-2030-0002", 0.3, 0.4}}};
  CHECK(bytes_of({first, second}) == bytes_of({second, first}));
}

TEST_CASE("a record that stands twice in a feed is one; in two feeds each is a witness of its own") {
  const auto lamp = advisory("PYSEC-2030-1", {package("PyPI", "lamp", {introduced("0"), fixed("2")})});
  CHECK(bytes_of({{.advisories = {lamp, lamp}}}) == bytes_of({{.advisories = {lamp}}}));
  const MadeIndex two({{.name = "a", .advisories = {lamp}}, {.name = "b", .advisories = {lamp}}});
  CHECK(two->all<AdvisoryRow>(Section::advisories).size() == 2);
  CHECK(scan_all(*two, {by_purl("lamp", "1", "pkg:pypi/lamp@1")}).rows.size() == 1);
}

TEST_CASE("the digest names the set of records: not their order, not the feeds they came in, not what was unusable") {
  const auto a = advisory("PYSEC-2030-1", {package("PyPI", "a", {introduced("0"), fixed("2")})});
  const auto b = advisory("PYSEC-2030-2", {package("PyPI", "b", {introduced("0"), fixed("2")})});
  const MadeIndex one({Feed{.advisories = {a, b}}});
  const MadeIndex two({{.name = "x", .advisories = {b}}, {.name = "y", .advisories = {a, b}}});
  CHECK(one->digest_hex() == two->digest_hex());
  CHECK(one->body_hex() != two->body_hex());
  const MadeIndex less({Feed{.advisories = {a}}});
  CHECK(less->digest_hex() != one->digest_hex());
}

TEST_CASE("an empty set of records is a whole index that knows nothing") {
  const MadeIndex index(std::vector<Feed>{});
  CHECK(index->validate());
  CHECK(index->feeds().empty());
  CHECK_FALSE(index->find_cluster("CVE-2030-0001"));
  CHECK(index->find_cve("CVE-2030-0001") == nullptr);
  CHECK(missing_feeds(*index) == std::vector<std::string_view>{"kev", "epss", "products"});
}

TEST_CASE("dates of records behind today say nothing of a feed's age") {
  Advisory future = advisory("PYSEC-2030-1", {package("PyPI", "a", {introduced("0")})});
  future.modified = day("2027-05-01");
  Advisory past = advisory("PYSEC-2030-2", {package("PyPI", "b", {introduced("0")})});
  past.modified = day("2026-05-01");
  const MadeIndex index({{.as_of = std::nullopt, .advisories = {future, past}}});
  CHECK(index->feeds()[0].as_of == day("2026-05-01").days);
}

TEST_CASE("records without dates are as new as the year in their ids") {
  const auto as_of = [](std::vector<std::string> ids, std::optional<Date> published = {}) {
    Feed feed{.as_of = std::nullopt};
    for (auto& id : ids) {
      feed.advisories.push_back(advisory(std::move(id), {package("PyPI", "a", {introduced("0")})}));
      feed.advisories.back().published = published;
    }
    const MadeIndex index(std::vector<Feed>{feed});
    return date_of(index->feeds()[0].as_of);
  };
  CHECK(as_of({"GO-2024-1", "GO-2025-2"}) == day("2025-01-01"));
  CHECK(as_of({"RLSA-2025:1"}) == day("2025-01-01"));
  CHECK(as_of({"GO-2025-2"}, day("2024-12-01")) == day("2024-12-01"));
  CHECK_FALSE(as_of({"GO-9999-1", "X-20255-1", "X-2025", "2025", "GHSA-2025aaaa-bbbb"}));
}

TEST_CASE("a package's digest changes when a verdict on it may change, and only then") {
  const auto digest = [](std::vector<Advisory> advisories, std::string_view name) {
    const MadeIndex index(std::move(advisories));
    return index->package(*index->ecosystem("PyPI", ""), name)->digest;
  };
  const auto a = advisory("PYSEC-2030-1", {package("PyPI", "a", {introduced("0"), fixed("2")})});
  const auto b = advisory("PYSEC-2030-2", {package("PyPI", "b", {introduced("0"), fixed("2")})});
  auto later = advisory("PYSEC-2030-1", {package("PyPI", "a", {introduced("0"), fixed("3")})});
  auto withdrawn = a;
  withdrawn.withdrawn = day("2026-01-01");
  const auto before = digest({a}, "a");
  CHECK(digest({a, b}, "a") == before);
  CHECK(digest({later}, "a") != before);
  CHECK(digest({withdrawn}, "a") != before);
}

TEST_CASE("CVE ids are numbers and back") {
  CHECK(cve_id(*cve_number("CVE-2021-44228")) == "CVE-2021-44228");
  CHECK(cve_id(*cve_number("cve-1999-0001")) == "CVE-1999-0001");
  CHECK(*cve_number("CVE-2030-10000") > *cve_number("CVE-2030-9999"));
  for (const auto* none : {"", "CVE-2021-", "CVE-2021-1", "CVE-202-44228", "CVE-2021-4422x", "GHSA-2021-44228",
                           "CVE-2021-9999999999999", "CVE-2021-44228 "}) {
    CHECK_MESSAGE(!cve_number(none), none);
  }
}

TEST_CASE("a product's name folds case, blanks, hyphens and underscores, as CPE and CVE 5 write them") {
  CHECK(fold_product("Mozilla", "Firefox ESR") == "mozilla/firefox_esr");
  CHECK(fold_product(" mozilla ", "firefox_esr") == fold_product("Mozilla", "Firefox-ESR"));
  CHECK(fold_product("Sea", "Lamp  -  Desk") == fold_product("sea", "lamp_desk"));
  CHECK(fold_product("a", "b") != fold_product("ab", ""));
}
