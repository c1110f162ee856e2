#include "exposure/explain.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

/// "PYSEC-1 [PyPI lamp < 2] explain_inside_until 1.0 2 → affected"
Lines told(const Index& index, std::string_view id, const Component* component) {
  const auto explanation = explain(index, id, component, false);
  if (!explanation) return {"unknown"};
  Lines out;
  for (const auto& record : explanation->records) {
    auto text = std::string(record.id);
    for (const auto& entry : record.entries) {
      text += fmt::format(" [{} {} {}]", entry.ecosystem, entry.package, fmt::join(entry.ranges, " | "));
      if (component != nullptr)
        text += fmt::format(" {} {}", entry.reason.code.name(), fmt::join(entry.reason.args, " "));
    }
    out.push_back(text);
  }
  if (component != nullptr) out.emplace_back(name_of(explanation->state));
  return out;
}

Lines of_lamp(const Advisory& record, std::string version) {
  const MadeIndex index({record});
  const auto component = by_purl("lamp", version, version.empty() ? "pkg:pypi/lamp" : "pkg:pypi/lamp@" + version);
  return told(*index, record.id, &component);
}

}  // namespace

TEST_CASE("each record says of each entry why it does or does not hold the version") {
  const auto lamp = advisory("PYSEC-1", {package("PyPI", "lamp", {introduced("1.0"), fixed("2.0")})});
  CHECK(of_lamp(lamp, "1.5") == Lines{"PYSEC-1 [PyPI lamp >= 1.0, < 2.0] explain_inside_until 1.5 2.0", "affected"});
  CHECK(of_lamp(lamp, "2.0") == Lines{"PYSEC-1 [PyPI lamp >= 1.0, < 2.0] explain_outside 2.0", "not_affected"});
  CHECK(of_lamp(lamp, "legacy") == Lines{"PYSEC-1 [PyPI lamp >= 1.0, < 2.0] explain_unparsable legacy", "undecided"});
  CHECK(of_lamp(lamp, "") == Lines{"PYSEC-1 [PyPI lamp >= 1.0, < 2.0] explain_no_version ", "undecided"});
  const auto open = advisory("PYSEC-1", {package("PyPI", "lamp", {introduced("0"), last_affected("2.0")})});
  CHECK(of_lamp(open, "2.0") == Lines{"PYSEC-1 [PyPI lamp <= 2.0] explain_inside 2.0", "affected"});
  CHECK(of_lamp(advisory("PYSEC-1", {package("PyPI", "lamp", {introduced("0")})}), "2.0") ==
        Lines{"PYSEC-1 [PyPI lamp *] explain_inside 2.0", "affected"});
  CHECK(of_lamp(advisory("PYSEC-1", {package("PyPI", "lamp", {})}), "2.0") ==
        Lines{"PYSEC-1 [PyPI lamp ] explain_no_versions_given ", "undecided"});
  Affected commits{.ecosystem = "PyPI", .name = "lamp"};
  commits.ranges = {{.type = RangeType::git, .events = {introduced("0")}}};
  CHECK(of_lamp(advisory("PYSEC-1", {commits}), "2.0") ==
        Lines{"PYSEC-1 [PyPI lamp ] explain_commits_only ", "undecided"});
  CHECK(of_lamp(advisory("PYSEC-1", {package("PyPI", "lamp", {introduced("0"), fixed("?")})}), "2.0") ==
        Lines{"PYSEC-1 [PyPI lamp ] explain_incomparable 2.0", "undecided"});
}

TEST_CASE("a Go module that encloses the path asked about is undecided, and told why") {
  const MadeIndex index({advisory("GO-1", {package("Go", "example.org/lamp", {introduced("0"), fixed("1.5.0")})})});
  const auto component = by_purl("lamp", "v1.4.0", "pkg:golang/example.org/lamp@v1.4.0#desk");
  CHECK(told(*index, "GO-1", &component) ==
        Lines{"GO-1 [Go example.org/lamp < 1.5.0] explain_enclosing example.org/lamp", "undecided"});
}

TEST_CASE("a withdrawn record is told as withdrawn and decides nothing") {
  auto lamp = advisory("PYSEC-1", {package("PyPI", "lamp", {introduced("0")})});
  lamp.withdrawn = day("2026-01-01");
  CHECK(of_lamp(lamp, "1.0") == Lines{"PYSEC-1 [PyPI lamp *] explain_withdrawn ", "not_affected"});
}

TEST_CASE("any id of the cluster finds all of its records; a CVE id in any case") {
  const MadeIndex index(
      {advisory("PYSEC-1", {package("PyPI", "lamp", {introduced("0")})}, {"CVE-2030-0001"}),
       advisory("GHSA-aaaa-bbbb-cccc", {package("PyPI", "lamp", {introduced("0")})}, {"CVE-2030-0001"})});
  const Lines both{"GHSA-aaaa-bbbb-cccc [PyPI lamp *]", "PYSEC-1 [PyPI lamp *]"};
  CHECK(told(*index, "CVE-2030-0001", nullptr) == both);
  CHECK(told(*index, "cve-2030-0001", nullptr) == both);
  CHECK(told(*index, "PYSEC-1", nullptr) == both);
  CHECK(told(*index, "CVE-2030-0002", nullptr) == Lines{"unknown"});
}

TEST_CASE("a CVE that only KEV or EPSS knows is told with its scores") {
  const MadeIndex index({{.kev = {{"CVE-2030-0001", "Harbour", "Lamp", day("2026-03-05"), true}}}});
  const auto explanation = explain(*index, "CVE-2030-0001", nullptr, false);
  REQUIRE(explanation);
  CHECK(explanation->records.empty());
  CHECK(explanation->known.kev->ransomware);
}

TEST_CASE("a record that does not name the component has no entries for it, and the rest of its entries are counted") {
  std::vector<Affected> many;
  for (int i = 0; i < 70; ++i)
    many.push_back(package("PyPI", fmt::format("lamp-{}", i), {introduced("0")}));
  const MadeIndex index({advisory("PYSEC-1", many)});
  const auto other = by_purl("other", "1.0", "pkg:pypi/other@1.0");
  CHECK(told(*index, "PYSEC-1", &other) == Lines{"PYSEC-1", "not_affected"});
  const auto all = explain(*index, "PYSEC-1", nullptr, false);
  REQUIRE(all);
  CHECK(all->records.front().entries.size() == max_entries);
  CHECK(all->records.front().entries_left_out == 70 - max_entries);
}

TEST_CASE("explain and scan agree on every component and every vulnerability that finds it") {
  const MadeIndex index(some_of_everything());
  for (const auto& component :
       {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0"), by_purl("lamp", "legacy", "pkg:pypi/lamp@legacy"),
        by_purl("gull", "1.0.0", "pkg:npm/%40sea/gull@1.0.0"), by_product("Harbour", "Lamp Desk", "5.0.1"),
        by_purl("nodejs", "", "pkg:rpm/almalinux/nodejs@18.1.0-1.module_el8.8?epoch=1&distro=almalinux-8")}) {
    Inventory inventory;
    inventory.components = {component};
    const std::vector<Target> targets{{"host", inventory}};
    const auto result = scan(*index, targets, as_of_today());
    CHECK(!result.exposures.empty());
    for (const auto& row : result.exposures) {
      const auto explanation = explain(*index, row.id, &component, false);
      REQUIRE(explanation);
      CHECK(explanation->state == row.state);
    }
  }
}
