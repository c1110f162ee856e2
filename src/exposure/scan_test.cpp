#include "exposure/scan.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

Advisory lamp(std::string id, std::string fix = "2", std::vector<std::string> aliases = {}) {
  return advisory(std::move(id), {package("PyPI", "lamp", {introduced("0"), fixed(std::move(fix))})},
                  std::move(aliases));
}

Component installed_lamp(std::string version = "1.0") {
  return by_purl("lamp", version, "pkg:pypi/lamp@" + version);
}

}  // namespace

TEST_CASE("records of one vulnerability are one row, named by the distribution, else GHSA, else the ecosystem") {
  const MadeIndex index(
      {lamp("PYSEC-2030-1", "2", {"CVE-2030-0001"}), lamp("GHSA-aaaa-bbbb-cccc", "2.1", {"CVE-2030-0001"})});
  CHECK(scan_all(*index, {installed_lamp()}).rows == Lines{"affected GHSA-aaaa-bbbb-cccc lamp 1.0 fixed 2.1 go 2.1"});
  const MadeIndex without({lamp("PYSEC-2030-1", "2", {"CVE-2030-0001"})});
  CHECK(scan_all(*without, {installed_lamp()}).rows == Lines{"affected PYSEC-2030-1 lamp 1.0 fixed 2 go 2"});
}

TEST_CASE("of several records of one vulnerability, one that says affected is enough") {
  Affected commits{.ecosystem = "PyPI", .name = "lamp"};
  commits.ranges = {{.type = RangeType::git, .events = {introduced("0")}}};
  const MadeIndex index(
      {advisory("GHSA-aaaa-bbbb-cccc", {commits}, {"CVE-2030-0001"}), lamp("PYSEC-2030-1", "2", {"CVE-2030-0001"})});
  CHECK(scan_all(*index, {installed_lamp()}).rows == Lines{"affected PYSEC-2030-1 lamp 1.0 fixed 2 go 2"});
}

TEST_CASE("what stands twice in a target is one row; in two targets two") {
  const MadeIndex index({lamp("PYSEC-2030-1")});
  auto elsewhere = installed_lamp();
  elsewhere.found_in = "opt/other";
  CHECK(scan_all(*index, {installed_lamp(), elsewhere}).rows.size() == 1);
  Inventory inventory;
  inventory.components = {installed_lamp()};
  const std::vector<Target> targets{{"a", inventory}, {"b", inventory}};
  CHECK(scan(*index, targets, as_of_today()).exposures.size() == 2);
}

TEST_CASE("a long list says what each component of it says alone, and counts every one") {
  const MadeIndex index({lamp("PYSEC-2030-1", "1.5000"), lamp("PYSEC-2030-2", "1.17", {"CVE-2030-0002"})});
  std::vector<Component> components;
  Lines alone;
  for (int i = 0; i < 5'000; ++i) {
    components.push_back(installed_lamp("1." + std::to_string(i)));
    components.push_back(by_purl("bulb", std::to_string(i), "pkg:deb/debian/bulb@" + std::to_string(i)));
    const auto rows = scan_all(*index, {components[components.size() - 2]}).rows;
    alone.insert(alone.end(), rows.begin(), rows.end());
  }
  auto together = scan_all(*index, std::move(components));
  CHECK(alone.size() == 5'017);
  std::ranges::sort(alone);
  std::ranges::sort(together.rows);
  CHECK(together.rows == alone);
  CHECK(together.gaps == Lines{"gap_release_unknown Debian x5000"});
}

TEST_CASE("a scan says the same by any number of threads") {
  const MadeIndex index({lamp("PYSEC-2030-1", "1.500"), lamp("PYSEC-2030-2", "1.17", {"CVE-2030-0002"})});
  Inventory inventory;
  for (int i = 0; i < 3'000; ++i)
    inventory.components.push_back(i % 3 == 0 ? by_purl("lamp", "x", fmt::format("pkg:pypi/lamp@x{}", i))
                                              : installed_lamp("1." + std::to_string(i % 2 == 0 ? i : 3'000 - i)));
  auto options = as_of_today();
  const auto alone = scan_inventory(*index, inventory, options);
  REQUIRE(alone.rows.size() > 1'000);
  REQUIRE(alone.gaps.size() == 1);
  for (const unsigned threads : {2U, 3U, 16U}) {
    options.threads = threads;
    const auto shared = scan_inventory(*index, inventory, options);
    CHECK(shared.rows == alone.rows);
    CHECK(shared.gaps == alone.gaps);
  }
}

TEST_CASE("components of one name and version are others in another ecosystem, release, architecture, CPE") {
  const MadeIndex index({lamp("PYSEC-2030-1"),
                         advisory("GHSA-aaaa-bbbb-cccc", {package("npm", "lamp", {introduced("0")})}),
                         advisory("DSA-1", {package("Debian:11", "lamp", {introduced("0")})}),
                         advisory("DSA-2", {package("Debian:12", "lamp", {introduced("0")})}),
                         advisory("CVE-2030-0009", {product("Sea", "Lamp", {introduced("0")})})});
  const auto of = [](std::string ecosystem, std::string release = "") {
    Component component{.name = "lamp", .version = "1.0.0"};
    component.ecosystem = std::move(ecosystem);
    component.release = std::move(release);
    return component;
  };
  Component by_cpe{.name = "lamp", .version = "1.0.0", .cpes = {"cpe:2.3:a:sea:lamp:1.0.0:*:*:*:*:*:*:*"}};
  Component other_cpe{.name = "lamp", .version = "1.0.0", .cpes = {"cpe:2.3:a:land:lamp:1.0.0:*:*:*:*:*:*:*"}};
  CHECK(scan_all(*index, {of("PyPI"), of("npm"), of("Debian", "11"), of("Debian", "12"), other_cpe, by_cpe})
            .rows.size() == 5);
}

TEST_CASE("a package that a distribution brought along is judged by the distribution, and listed on demand") {
  const MadeIndex index({lamp("PYSEC-2030-1")});
  auto owned = installed_lamp();
  owned.owned_by = "python3-lamp";
  const auto hidden = scan_all(*index, {owned});
  CHECK(hidden.rows.empty());
  CHECK(hidden.owned_hidden == 1);
  const auto listed = scan_all(*index, {owned}, {.as_of = today, .include_owned = true});
  CHECK(listed.rows.size() == 1);
  CHECK(listed.owned_hidden == 0);
  // The same version beside it, installed by other means, is not the distribution's.
  CHECK(scan_all(*index, {owned, installed_lamp()}).rows.size() == 1);
}

TEST_CASE("a KEV product of which no feed says versions is one undecided row, named by the newest entry") {
  const MadeIndex index({{.kev = {{"CVE-2030-0001", "Harbour", "Lamp Desk", day("2025-01-01"), true},
                                  {"CVE-2030-0002", "Harbour", "Lamp Desk", day("2026-01-01"), false}}}});
  const auto outcome =
      scan_all(*index, {by_product("harbour", "lamp_desk", "1.0"), by_product("Harbour", "Buoy", "1.0")});
  CHECK(outcome.rows == Lines{"undecided CVE-2030-0002 lamp_desk 1.0 by product"});
  // That no feed names versions of products stays said for both.
  CHECK(outcome.gaps == Lines{"gap_no_product_advisories  x2"});
}

TEST_CASE("where a feed says which versions of a KEV product are affected, that decides") {
  const MadeIndex index(
      {{.advisories = {advisory("CVE-2030-0001", {product("Harbour", "Lamp", {introduced("0"), fixed("2.0")})})},
        .kev = {{"CVE-2030-0001", "Harbour", "Lamp", day("2025-01-01"), false}}}});
  CHECK(scan_all(*index, {by_product("Harbour", "Lamp", "1.0")}).rows ==
        Lines{"affected CVE-2030-0001 Lamp 1.0 fixed 2.0 go 2.0 by product"});
  CHECK(scan_all(*index, {by_product("Harbour", "Lamp", "2.0")}).rows.empty());
}

TEST_CASE("a distribution's record brings the scores of the CVEs that it fixes; the worst ranks, all are shown") {
  auto erratum = advisory("ALSA-2030:1", {package("AlmaLinux:8", "lamp", {introduced("0"), fixed("2-1")})});
  erratum.related = {"CVE-2030-0001", "CVE-2030-0002"};
  auto record = advisory("CVE-2030-0002", {});
  record.cvss = {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"};
  const MadeIndex index({{.advisories = {erratum, record},
                          .kev = {{"CVE-2030-0001", "Harbour", "Lamp", day("2026-03-05"), false}},
                          .epss = {{"CVE-2030-0001", 0.1, 0.5}, {"CVE-2030-0002", 0.7, 0.9}}}});
  Inventory inventory;
  inventory.components = {by_purl("lamp", "1-1", "pkg:rpm/almalinux/lamp@1-1?distro=almalinux-8.4")};
  const std::vector<Target> targets{{"host", inventory}};
  const auto result = scan(*index, targets, as_of_today());
  REQUIRE(result.exposures.size() == 1);
  const auto& known = result.assessments[result.exposures.front().assessment];
  CHECK(known.cves.size() == 2);
  CHECK(known.kev->added == day("2026-03-05"));
  CHECK(known.epss->score == 0.7);
  CHECK(known.cvss->score == 9.8);
}

TEST_CASE("CVSS: the highest score ranks, of equal ones the newest version; what is no vector is passed over") {
  auto record = lamp("PYSEC-2030-1");
  record.cvss = {"CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                 "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", "CVSS:3.1/nonsense"};
  const MadeIndex index({record});
  Inventory inventory;
  inventory.components = {installed_lamp()};
  const std::vector<Target> targets{{"host", inventory}};
  const auto result = scan(*index, targets, as_of_today());
  const auto& cvss = result.assessments[result.exposures.front().assessment].cvss;
  REQUIRE(cvss);
  CHECK(cvss->version == "3.1");
  CHECK(cvss->score == 9.8);
}

TEST_CASE("a waiting security update is a row of its own until an advisory names its package") {
  Inventory inventory;
  inventory.os = system("debian", "12");
  inventory.components = {by_dpkg("liblamp1", "1.0-1", {"lamp", ""}), by_dpkg("lamp-tools", "1.0-1", {"lamp", ""}),
                          by_dpkg("buoy", "1-1")};
  inventory.pending = {{"liblamp1", "1.0-1", "1.0-2", "Debian-Security:12/stable-security", {}, {"lamp", ""}},
                       {"lamp-tools", "1.0-1", "1.0-2", "Debian-Security:12/stable-security", {}, {"lamp", ""}},
                       {"buoy", "1-1", "1-2", "Debian-Security:12/stable-security", {"CVE-2030-0002"}, {}},
                       {"not-installed", "1", "2", "x", {}, {}}};
  const MadeIndex nothing(std::vector<Feed>{});
  CHECK(scan_inventory(*nothing, inventory).rows ==
        Lines{"pending_update CVE-2030-0002 buoy 1-1 fixed 1-2 go 1-2",
              "pending_update update:lamp liblamp1 1.0-1 fixed 1.0-2 go 1.0-2"});
  const MadeIndex named({advisory("DSA-1", {package("Debian:12", "lamp", {introduced("0"), fixed("1.0-2")})})});
  CHECK(scan_inventory(*named, inventory).rows == Lines{"pending_update CVE-2030-0002 buoy 1-1 fixed 1-2 go 1-2",
                                                        "affected DSA-1 lamp-tools 1.0-1 fixed 1.0-2 go 1.0-2",
                                                        "affected DSA-1 liblamp1 1.0-1 fixed 1.0-2 go 1.0-2"});
}

TEST_CASE("no target, no component, nothing found") {
  const MadeIndex index({lamp("PYSEC-2030-1")});
  const auto result = scan(*index, {}, as_of_today());
  CHECK(result.exposures.empty());
  CHECK(result.not_assessed.empty());
  CHECK(scan_all(*index, {}).rows.empty());
  CHECK(scan_all(*index, {installed_lamp("2.0")}).gaps.empty());
}

TEST_CASE("a component is matched against ten thousand advisories of one package in a moment") {
  std::vector<Advisory> many;
  for (int i = 0; i < 10'000; ++i)
    many.push_back(lamp(fmt::format("X-{}", i), fmt::format("2.{}", i)));
  const MadeIndex index(std::move(many));
  const auto outcome = scan_all(*index, {installed_lamp()});
  CHECK(outcome.rows.size() == 10'000);
  CHECK(outcome.rows.front() == "affected X-0 lamp 1.0 fixed 2.0 go 2.9999");
}
