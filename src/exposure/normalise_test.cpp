#include "exposure/normalise.h"

#include <doctest/doctest.h>
#include <random>

#include "exposure/index_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

using Texts = std::vector<std::string>;

Advisory normal(Advisory advisory) {
  REQUIRE(normalise(advisory));
  return advisory;
}

Affected normal(Affected affected) {
  return normal(advisory("X-1", {std::move(affected)})).affected.front();
}

template <typename T>
const T& any_of(std::mt19937& random, const std::vector<T>& list) {
  return list[random() % list.size()];
}

Affected random_entry(std::mt19937& random) {
  static const Texts versions{"0",     "1.0",  "1.0.0", "1.5.0-beta", "1.5", "2.0",
                              "2.0.0", "v2.0", "10",    "legacy",     "",    "1:2-3"};
  Affected entry;
  if (random() % 2 == 0) {
    entry.ecosystem = any_of<std::string>(random, {"PyPI", "npm", "Debian:12", "Unheard-of", "Maven"});
  } else {
    entry.vendor = "Harbour";
    entry.version_type = any_of<std::string>(random, {"semver", "custom", "", "python", "git", "rpm", "SemVer"});
  }
  entry.name = "lamp";
  for (auto ranges = random() % 4; ranges > 0; --ranges) {
    Range range{.type = static_cast<RangeType>(random() % 3)};
    for (auto events = random() % 4; events > 0; --events)
      range.events.push_back({static_cast<EventKind>(random() % 4), any_of(random, versions)});
    entry.ranges.push_back(range);
  }
  for (auto count = random() % 6; count > 0; --count)
    entry.versions.push_back(any_of(random, versions));
  return entry;
}

}  // namespace

TEST_CASE("normalising twice changes nothing") {
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    std::mt19937 random(seed);
    auto record = advisory("X-1", {random_entry(random), random_entry(random)}, {"B", "A", "X-1", "B", ""});
    record.upstream = {"CVE-2030-0001", "", "CVE-2030-0001"};
    record.published = day("0001-01-01");
    const auto once = normal(record);
    const auto twice = normal(once);
    CHECK_MESSAGE(twice == once, "seed ", seed, ": ", formats::record_line(once), " became ",
                  formats::record_line(twice));
  }
}

TEST_CASE("lists become sorted and unique, an id is no alias of its own, an empty alias is none") {
  auto record = advisory("X-1", {}, {"B", "A", "X-1", "B", ""});
  record.related = {"", "C", "A"};
  record.cvss = {"b", "a", "b"};
  record = normal(record);
  CHECK(record.aliases == Texts{"A", "B"});
  CHECK(record.related == Texts{"A", "C"});
  CHECK(record.cvss == Texts{"a", "b"});
}

TEST_CASE("records that share nothing but an empty alias are not one vulnerability") {
  const MadeIndex index({advisory("X-1", {}, {""}), advisory("X-2", {}, {""})});
  CHECK(index->find_cluster("X-1") != index->find_cluster("X-2"));
}

TEST_CASE("versions that the entry's ranges hold are left out, others stay") {
  auto entry = package("PyPI", "lamp", {introduced("1.0"), fixed("2.0")});
  entry.versions = {"1.1", "2.0", "0.9", "1.0", "legacy"};
  CHECK(normal(entry).versions == Texts{"0.9", "2.0", "legacy"});
}

TEST_CASE("a GIT range goes where versions or other ranges decide, and stays where it is all there is") {
  const Range git{.type = RangeType::git, .repo = "https://example.org/lamp", .events = {introduced("0")}};
  auto beside_range = package("PyPI", "lamp", {introduced("0"), fixed("2.0")});
  beside_range.ranges.insert(beside_range.ranges.begin(), git);
  CHECK(normal(beside_range).ranges.size() == 1);
  CHECK(normal(beside_range).ranges.front().type == RangeType::ecosystem);
  auto beside_versions = enumerated("PyPI", "lamp", {"1.0"});
  beside_versions.ranges = {git};
  CHECK(normal(beside_versions).ranges.empty());
  Affected alone{.ecosystem = "PyPI", .name = "lamp", .ranges = {git}};
  CHECK(normal(alone).ranges.size() == 1);
}

TEST_CASE("errata without a vulnerability are no security records; with one, or security by name, they are") {
  auto bug_fix = advisory("ALBA-2030:1", {});
  CHECK(normalise(bug_fix).error().code == Code{"record_not_security"});
  bug_fix.related = {"CVE-2030-0001"};
  CHECK(normalise(bug_fix));
  auto enhancement = advisory("RHEA-2030:1", {});
  CHECK_FALSE(normalise(enhancement));
  auto security = advisory("RHSA-2030:1", {});
  CHECK(normalise(security));
  auto other = advisory("PYSEC-2030-1", {});
  CHECK(normalise(other));
}

TEST_CASE("what an advisory fixes: its id, aliases and upstream; `related` for errata only") {
  auto erratum = advisory("ALSA-2030:1", {}, {"CVE-2030-0004"});
  erratum.related = {"CVE-2030-0003", "not one"};
  erratum.upstream = {"CVE-2030-0002", "CVE-2030-0004"};
  CHECK(fixed_cves(erratum) == Texts{"CVE-2030-0002", "CVE-2030-0003", "CVE-2030-0004"});
  auto other = erratum;
  other.id = "PYSEC-2030-1";
  CHECK(fixed_cves(other) == Texts{"CVE-2030-0002", "CVE-2030-0004"});
  CHECK(fixed_cves(advisory("CVE-2030-0009", {})) == Texts{"CVE-2030-0009"});
}

TEST_CASE("dates before there were CVEs are no dates") {
  auto record = advisory("GO-2030-1", {});
  record.published = day("0001-01-01");
  record.modified = day("1999-01-01");
  record = normal(record);
  CHECK_FALSE(record.published);
  CHECK(record.modified == day("1999-01-01"));
}

TEST_CASE("a distribution's id names a row before GHSA, GHSA before an ecosystem's, that before the CVE") {
  const Texts order{"DSA-1", "GHSA-aaaa-bbbb-cccc", "PYSEC-2030-1", "CVE-2030-0001"};
  for (std::size_t i = 1; i < order.size(); ++i)
    CHECK(id_rank(order[i - 1]) < id_rank(order[i]));
  for (const auto* distribution :
       {"DEBIAN-CVE-2030-0001", "DLA-1", "UBUNTU-CVE-2030-0001", "USN-1-1", "ALPINE-CVE-2030-0001", "ALSA-2030:1",
        "RHSA-2030:1", "RLSA-2030:1", "ELSA-2030-1", "SUSE-SU-2030:1-1", "openSUSE-SU-2030:1-1", "MGASA-2030-1",
        "OESA-2030-1", "AZL-1", "BELL-CVE-2030-0001", "CGA-aaaa-bbbb-cccc"}) {
    CHECK_MESSAGE(id_rank(distribution) == 0, distribution);
  }
}
