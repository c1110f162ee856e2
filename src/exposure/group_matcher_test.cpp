#include "exposure/group_matcher.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "exposure/index_fixture.h"
#include "exposure/matcher.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

/// Advisories that decide in every way there is.
std::vector<Advisory> advisories() {
  auto any = package("PyPI", "lamp", {});
  any.any_version = true;
  auto stream = package("AlmaLinux:8", "nodejs", {introduced("0"), fixed("1:18.2-1.module_el8")});
  stream.module = "nodejs:18";
  auto arch = package("AlmaLinux:8", "nodejs", {introduced("0"), fixed("1:20.1-1.el8")});
  arch.arch = "aarch64";
  auto listed_beside = package("Maven", "org.example:core", {introduced("1.0"), fixed("2.0")});
  listed_beside.versions = {"2.5-beta"};
  auto withdrawn = advisory("A-withdrawn", {package("PyPI", "lamp", {introduced("0")})});
  withdrawn.withdrawn = day("2026-01-02");
  return {
      advisory("A-below", {package("PyPI", "lamp", {introduced("0"), fixed("2.0")})}),
      advisory("A-between", {package("PyPI", "lamp", {introduced("1.5"), last_affected("2.0.1")})}),
      advisory("A-two-lines",
               {package("PyPI", "lamp", {introduced("1.0"), fixed("1.2"), introduced("3.0"), fixed("3.1rc1")})}),
      advisory("A-for-ever", {package("PyPI", "lamp", {introduced("3.0.5")})}),
      advisory("A-listed", {enumerated("PyPI", "lamp", {"1.1", "9.9.9", "2.0.post1"})}),
      advisory("A-listed-as-text", {enumerated("PyPI", "lamp", {"1.1", "legacy"})}),
      advisory("A-odd", {package("PyPI", "lamp", {introduced("0"), fixed("no version")})}),
      withdrawn,
      // One vulnerability in two records, of which one leaves open what the other decides.
      advisory("B-1", {package("PyPI", "lamp", {introduced("0"), fixed("nor this")})}, {"CVE-2030-1111"}),
      advisory("B-2", {package("PyPI", "lamp", {introduced("0"), fixed("1.0")})}, {"CVE-2030-1111"}),
      advisory("A-any", {any}),
      advisory("M-1", {listed_beside}),
      advisory("R-stream", {stream}),
      advisory("R-arch", {arch}),
  };
}

std::vector<GroupMatch> one_by_one(const Index& index, const Query& query) {
  std::vector<Match> matches;
  Matcher(index).match(query, matches);
  std::vector<GroupMatch> out;
  for (const auto& match : matches) {
    out.push_back(
        {vulnerability_key(index, index.advisory(match.row->advisory)->cluster), match.verdict == Verdict::undecided});
  }
  const auto key = [](const GroupMatch& match) { return std::pair(match.vulnerability, match.undecided); };
  std::ranges::sort(out, {}, key);
  const auto twice = std::ranges::unique(out, {}, &GroupMatch::vulnerability);
  out.erase(twice.begin(), twice.end());
  return out;
}

/// How many matches the versions had, after they were compared one by one with Matcher's.
std::size_t compare(const Index& index, std::string_view ecosystem, std::string_view release, std::string_view name,
                    const std::vector<std::string>& versions) {
  const auto* row = index.ecosystem(ecosystem, release);
  REQUIRE(row != nullptr);
  const auto scheme = static_cast<versions::Scheme>(row->scheme);
  GroupMatcher matcher(index);
  matcher.begin(index.rows(*index.package(*row, name)), scheme);
  std::size_t count = 0;
  for (const auto& version : versions) {
    const Query query{.ecosystem = row, .name = name, .version = version};
    std::vector<GroupMatch> found;
    matcher.match(query, make_probe(scheme, version), [&](const GroupMatch& match) { found.push_back(match); });
    CHECK_MESSAGE(std::ranges::equal(found, one_by_one(index, query)), name, " ", version);
    count += found.size();
  }
  return count;
}

}  // namespace

TEST_CASE("a group of versions is exposed to what each of them is exposed to alone") {
  const MadeIndex index(advisories());
  CHECK(compare(*index, "PyPI", "", "lamp",
                {"0.9", "1.0", "1.1", "1.2", "1.4.9", "1.5", "1.9", "2.0", "2.0.post1", "2.0.1", "2.1", "3.0", "3.0.5",
                 "3.1rc1", "3.1", "9.9.9", "legacy", "rubbish", ""}) > 60);
  CHECK(compare(*index, "Maven", "", "org.example:core", {"0.9", "1.0", "1.9", "2.0", "2.5-beta", "2.5"}) == 3);
  CHECK(compare(*index, "AlmaLinux", "8", "nodejs",
                {"1:18.1-1.module_el8", "1:18.3-1.module_el8", "1:20.0-1.el8", "1:20.2-1.el8"}) > 3);
}

TEST_CASE("a matcher that has seen one package says of the next what a new one says") {
  const MadeIndex index(advisories());
  const auto* row = index->ecosystem("Maven", "");
  GroupMatcher used(*index);
  const auto* pypi = index->ecosystem("PyPI", "");
  used.begin(index->rows(*index->package(*pypi, "lamp")), versions::Scheme::pep440);
  used.begin(index->rows(*index->package(*row, "org.example:core")), versions::Scheme::maven);
  std::size_t found = 0;
  used.match({.ecosystem = row, .name = "org.example:core", .version = "1.5"},
             make_probe(versions::Scheme::maven, "1.5"), [&](const GroupMatch& match) {
               CHECK(match.vulnerability == vulnerability_key(*index, *index->find_cluster("M-1")));
               ++found;
             });
  CHECK(found == 1);
}
