#include "exposure/matcher.h"

#include <doctest/doctest.h>

#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

/// Of one entry against one version: "affected", "affected < 1.2", "undecided" or "".
std::string verdict(Affected entry, std::string_view version, const Query& with = {}) {
  const auto name = entry.name;
  const MadeIndex index({advisory("X-1", {std::move(entry)})});
  const auto& ecosystem = index->ecosystems().front();
  auto query = with;
  query.ecosystem = &ecosystem;
  const auto folded = index->text(index->part<PackageRow>(Section::packages, ecosystem.packages).front().name);
  query.name = folded;
  query.version = version;
  std::vector<Match> matches;
  Matcher(*index).match(query, matches);
  if (matches.empty()) return "";
  if (matches.front().verdict == Verdict::undecided) return "undecided";
  const auto fix = matches.front().fixed_in;
  return fix.empty() ? "affected" : fmt::format("affected < {}", fix);
}

std::string lamp(std::vector<RangeEvent> events, std::string_view version) {
  return verdict(package("PyPI", "lamp", std::move(events)), version);
}

std::string go_to(std::vector<Advisory> advisories, std::string_view version) {
  const MadeIndex index(std::move(advisories));
  const Query query{.ecosystem = index->ecosystem("PyPI", ""), .name = "lamp", .version = version};
  const Matcher matcher(*index);
  std::vector<Match> matches;
  matcher.match(query, matches);
  return std::string(matcher.go_to(query, matches));
}

Advisory about_lamp(std::string id, std::vector<RangeEvent> events) {
  return advisory(std::move(id), {package("PyPI", "lamp", std::move(events))});
}

}  // namespace

TEST_CASE("the fix is that of the version's own branch") {
  const std::vector<RangeEvent> branches{introduced("1.0"), fixed("1.5"), introduced("2.0"), fixed("2.3")};
  CHECK(lamp(branches, "1.2") == "affected < 1.5");
  CHECK(lamp(branches, "2.2") == "affected < 2.3");
  CHECK(lamp(branches, "1.7").empty());
  CHECK(lamp(branches, "2.3").empty());
}

TEST_CASE("last_affected is inside, and is no fix") {
  CHECK(lamp({introduced("0"), last_affected("1.2")}, "1.2") == "affected");
  CHECK(lamp({introduced("0"), last_affected("1.2")}, "1.2.1").empty());
}

TEST_CASE("enumerated versions are affected without any range, in any spelling of the same version") {
  const auto listed = enumerated("PyPI", "lamp", {"1.0", "legacy"});
  CHECK(verdict(listed, "1.0") == "affected");
  CHECK(verdict(listed, "1.0.0") == "affected");
  CHECK(verdict(listed, "legacy") == "affected");
  CHECK(verdict(listed, "1.1").empty());
  CHECK(verdict(enumerated("Maven", "sea:lamp", {"1.0.Final"}), "1.0") == "affected");
}

TEST_CASE("what is no version of the ecosystem is undecided, never affected and never clean") {
  CHECK(lamp({introduced("0"), fixed("2")}, "legacy") == "undecided");
  CHECK(lamp({introduced("0"), fixed("2")}, "") == "undecided");
  CHECK(verdict(package("Go", "example.org/lamp", {introduced("0")}), "(devel)") == "undecided");
}

TEST_CASE("a bound that is no version leaves what it bounds undecided; the other pairs decide") {
  const std::vector<RangeEvent> events{introduced("0"), fixed("deadbeef"), introduced("2.0"), fixed("2.1")};
  CHECK(lamp(events, "2.0") == "affected < 2.1");
  CHECK(lamp(events, "3.0") == "undecided");
}

TEST_CASE("commits alone decide nothing; a list of versions beside them does") {
  Affected commits{.ecosystem = "PyPI", .name = "lamp"};
  commits.ranges = {{.type = RangeType::git, .events = {introduced("0"), fixed("0a1b2c")}}};
  CHECK(verdict(commits, "1.0") == "undecided");
  commits.versions = {"1.0"};
  CHECK(verdict(commits, "1.0") == "affected");
  CHECK(verdict(commits, "1.1").empty());
}

TEST_CASE("a record without any version data is undecided for all of them") {
  CHECK(verdict(product("Harbour", "Lamp", {}), "1.0") == "undecided");
  CHECK(verdict(package("PyPI", "lamp", {}), "1.0") == "undecided");
}

TEST_CASE("an architecture that is given on both sides must be the same") {
  auto entry = package("AlmaLinux:8", "lamp", {introduced("0"), fixed("2-1")});
  entry.arch = "x86_64";
  CHECK(verdict(entry, "1-1") == "affected < 2-1");
  CHECK(verdict(entry, "1-1", {.arch = "x86_64"}) == "affected < 2-1");
  CHECK(verdict(entry, "1-1", {.arch = "aarch64"}).empty());
}

TEST_CASE("a module's stream must be the installed one, where it is known") {
  auto entry = package("AlmaLinux:8", "nodejs", {introduced("0"), fixed("1:18.9.1-1.module_el8.9")});
  entry.module = "nodejs:18";
  CHECK(verdict(entry, "1:18.1.0-1.module_el8.8", {.module = "nodejs:18"}) == "affected < 1:18.9.1-1.module_el8.9");
  CHECK(verdict(entry, "1:18.1.0-1.module_el8.8", {.module = "nodejs:18:8080:abc:x86_64"}) ==
        "affected < 1:18.9.1-1.module_el8.9");
  CHECK(verdict(entry, "1:16.1.0-1.module_el8.8", {.module = "nodejs:16"}).empty());
  CHECK(verdict(entry, "1:16.1.0-1.module_el8.8", {.module = "python:18"}).empty());
}

TEST_CASE("where the stream is not known, the head of the version tells it for the stream's main packages") {
  auto entry = package("AlmaLinux:8", "nodejs", {introduced("0"), fixed("1:18.9.1-1.module_el8.9")});
  entry.module = "nodejs:18";
  CHECK(verdict(entry, "1:18.1.0-1.module_el8.8") == "affected < 1:18.9.1-1.module_el8.9");
  CHECK(verdict(entry, "1:16.1.0-1.module_el8.8") == "undecided");
  CHECK(verdict(entry, "1:10.1.0-1.el8").empty());  // not built for a module at all
  entry.module = "nodejs:1";
  CHECK(verdict(entry, "1:18.1.0-1.module_el8.8") == "undecided");  // 18 does not begin with the number 1
}

TEST_CASE("a release line decides nothing about what a range ends or begins inside of") {
  const auto desk = [](std::vector<RangeEvent> events) { return product("Harbour", "Lamp Desk", std::move(events)); };
  const Query line{.version_is_line = true};
  CHECK(verdict(desk({introduced("0"), fixed("2025")}), "2024", line) == "affected < 2025");
  CHECK(verdict(desk({introduced("0"), fixed("2024.1.3")}), "2024", line) == "undecided");
  CHECK(verdict(desk({introduced("2024.1"), fixed("2024.1.3")}), "2024", line) == "undecided");
  CHECK(verdict(desk({introduced("2024.1")}), "2024", line) == "undecided");
  CHECK(verdict(desk({introduced("2025.1")}), "2024", line).empty());
  CHECK(verdict(desk({introduced("0"), fixed("2023.9")}), "2024", line).empty());
  CHECK(verdict(desk({introduced("2024.1"), fixed("2024.1.3")}), "2024").empty());
  Affected listed = desk({});
  listed.any_version = false;
  listed.versions = {"2023.9", "2024.1", "2024.1.2b"};
  CHECK(verdict(listed, "2024", line) == "undecided");
  CHECK(verdict(listed, "2022", line).empty());
  listed.versions = {"2023.9", "2025", "20240.1"};
  CHECK(verdict(listed, "2024", line).empty());
}

TEST_CASE("products compare as dotted numbers, by the scheme that the record names, or not at all") {
  const auto judged = [](const char* type, std::vector<RangeEvent> events, std::string_view version) {
    return verdict(product("Harbour", "Lamp", std::move(events), type), version);
  };
  CHECK(judged("custom", {introduced("0"), fixed("10.2")}, "9.8") == "affected < 10.2");
  CHECK(judged("", {introduced("0"), fixed("10.2")}, "v9.8.1.4") == "affected < 10.2");
  CHECK(judged("semver", {introduced("0"), fixed("10.2")}, "10.1") == "affected < 10.2");
  CHECK(judged("semver", {introduced("0"), fixed("2.0.0")}, "2.0.0-rc.1") == "undecided");
  CHECK(judged("semver", {introduced("0"), fixed("2.0.0-rc.2")}, "2.0.0-rc.1") == "affected < 2.0.0-rc.2");
  CHECK(judged("python", {introduced("0"), fixed("2.0")}, "2.0rc1") == "affected < 2.0");
  CHECK(judged("custom", {introduced("0"), fixed("12.2(33)SRE")}, "12.2") == "undecided");
  CHECK(judged("custom", {introduced("0"), fixed("10.2")}, "9.8-build 4") == "undecided");
}

TEST_CASE("a record that counts years or builds decides nothing of a version that does not") {
  const auto judged = [](std::vector<RangeEvent> events, std::string_view version) {
    return verdict(product("Harbour", "Lamp", std::move(events)), version);
  };
  CHECK(judged({introduced("0"), fixed("2023.1.3")}, "24.0.3") == "undecided");
  CHECK(judged({introduced("2023.1.0"), fixed("2023.1.3")}, "23.1.1") == "undecided");
  CHECK(judged({introduced("0"), last_affected("1250")}, "12.1.2050.0") == "undecided");
  CHECK(judged({introduced("2023.1.0")}, "v23.1.1") == "undecided");
  CHECK(judged({introduced("0"), fixed("2023.1.3")}, "2022.3") == "affected < 2023.1.3");
  CHECK(judged({introduced("0"), fixed("2023.1.3")}, "2023.1.3").empty());
  CHECK(judged({introduced("0"), fixed("10.0.17763.5329")}, "10.0.17763.1") == "affected < 10.0.17763.5329");
  // A maker that came to years: 2023 is behind 10.2 all the same.
  CHECK(judged({introduced("0"), fixed("10.2")}, "2023.5").empty());
}

TEST_CASE("records of one product in several schemes are each compared in their own") {
  const MadeIndex index(
      {advisory("CVE-2030-0001", {product("Harbour", "Lamp", {introduced("0"), fixed("2.0")}, "python"),
                                  product("Harbour", "Lamp", {introduced("0"), fixed("2.0")})})});
  CHECK(scan_all(*index, {by_product("Harbour", "Lamp", "2.0rc1")}).rows ==
        Lines{"affected CVE-2030-0001 Lamp 2.0rc1 fixed 2.0 go 2.0 by product"});
}

TEST_CASE("go_to is the lowest listed fix that no matched advisory affects") {
  const auto first = about_lamp("X-1", {introduced("0"), fixed("1.2")});
  CHECK(go_to({first}, "1.0") == "1.2");
  CHECK(go_to({first, about_lamp("X-2", {introduced("0"), fixed("1.4")})}, "1.0") == "1.4");
  // 1.2 is a fix of the first, and inside the second's other branch.
  const auto second = about_lamp("X-2", {introduced("0"), fixed("1.1"), introduced("1.2"), fixed("1.3")});
  CHECK(go_to({first, second}, "1.0") == "1.3");
  CHECK(go_to({about_lamp("X-1", {introduced("0"), last_affected("1.2")})}, "1.0").empty());
  CHECK(
      go_to({about_lamp("X-1", {introduced("0"), fixed("1.2")}), about_lamp("X-2", {introduced("0")})}, "1.0").empty());
  CHECK(go_to({about_lamp("X-1", {introduced("0"), fixed("0.5"), introduced("0.9"), fixed("1.2")})}, "1.0") == "1.2");
}

TEST_CASE("ten thousand enumerated versions and as many advisories are searched, not walked once more for each") {
  std::vector<std::string> versions;
  for (int i = 0; i < 10'000; ++i)
    versions.push_back(fmt::format("1.{}", i));
  CHECK(verdict(enumerated("PyPI", "lamp", versions), "1.9999") == "affected");
  CHECK(verdict(enumerated("PyPI", "lamp", versions), "1.10000").empty());
}
