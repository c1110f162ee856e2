// What other scanners got wrong on the same advisories and inventories, each as a test of its own.
#include <doctest/doctest.h>

#include "exposure/scan_fixture.h"
#include "formats/collecting_sink.h"
#include "formats/osv/osv.h"
#include "formats/spdx/spdx.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

Advisory affects(std::string ecosystem, std::string name, std::string fix) {
  return advisory("X-1", {package(std::move(ecosystem), std::move(name), {introduced("0"), fixed(std::move(fix))})});
}

Lines rows(const Advisory& advisory, Component component, const OperatingSystem& os = {}) {
  const MadeIndex index({advisory});
  Inventory inventory;
  inventory.os = os;
  inventory.components = {std::move(component)};
  auto found = scan_inventory(*index, std::move(inventory)).rows;
  // That a release or a package is out of support is another test's.
  std::erase_if(found, [](const std::string& row) { return row.starts_with("out_of_support"); });
  return found;
}

Lines rows(const Advisory& advisory, std::string version, std::string purl, const OperatingSystem& os = {}) {
  return rows(advisory, by_purl("lamp", std::move(version), std::move(purl)), os);
}

}  // namespace

TEST_CASE("a Go module whose last name is go is not the standard library") {
  const auto standard = affects("Go", "stdlib", "1.22.1");
  CHECK(rows(standard, "1.1.12", "pkg:golang/github.com/json-iterator/go@1.1.12").empty());
  CHECK(rows(standard, "0.110.0", "pkg:golang/cloud.example.org/go@v0.110.0").empty());
  CHECK(rows(standard, "1.0", "pkg:golang/go@1.0").empty());
  CHECK(rows(standard, "1.21.0", "pkg:golang/stdlib@1.21.0") ==
        Lines{"affected X-1 lamp 1.21.0 fixed 1.22.1 go 1.22.1"});
}

TEST_CASE(
    "Go: a path behind # may be a package or the end of the module's own path, so the module alone is undecided") {
  const auto module = affects("Go", "example.org/lamp", "1.5.0");
  CHECK(rows(module, "1.4.0", "pkg:golang/example.org/lamp@v1.4.0#desk/deep") == Lines{"undecided X-1 lamp 1.4.0"});
  CHECK(rows(module, "1.5.0", "pkg:golang/example.org/lamp@v1.5.0#desk").empty());
  CHECK(rows(module, "5.0.0", "pkg:golang/example.org/lamp@v5.0.0#v5").empty());
  CHECK(rows(module, "1.4.0", "pkg:golang/example.org/lamp@v1.4.0?type=package#desk").size() == 1);
  const auto inner = affects("Go", "example.org/lamp/desk", "1.7.0");
  CHECK(rows(inner, "1.6.0", "pkg:golang/example.org/lamp@v1.6.0#desk") ==
        Lines{"affected X-1 lamp 1.6.0 fixed 1.7.0 go 1.7.0"});
}

TEST_CASE("Go: where advisories know the full path, those of the enclosing module are another thing's") {
  auto outer = affects("Go", "example.org/lamp", "1.5.0");
  outer.id = "X-2";
  const MadeIndex index({outer, affects("Go", "example.org/lamp/desk", "1.3.0")});
  CHECK(scan_all(*index, {by_purl("lamp", "1.4.0", "pkg:golang/example.org/lamp@v1.4.0#desk")}).rows.empty());
}

TEST_CASE("11.2 is Debian 11 and 8.10 is AlmaLinux 8: releases are not compared as texts") {
  const auto eleven = affects("Debian:11", "lamp", "1.0-2");
  CHECK(rows(eleven, "1.0-1", "pkg:deb/debian/lamp@1.0-1?distro=debian-11.2").size() == 1);
  CHECK(rows(eleven, "1.0-1", "pkg:deb/debian/lamp@1.0-1", system("debian", "11.2")).size() == 1);
  CHECK(rows(eleven, "1.0-1", "pkg:deb/debian/lamp@1.0-1?distro=bullseye").size() == 1);
  CHECK(rows(eleven, "1.0-1", "pkg:deb/debian/lamp@1.0-1?distro=debian-12").empty());
  const auto eight = affects("AlmaLinux:8", "lamp", "1.0-2");
  CHECK(rows(eight, "1.0-1", "pkg:rpm/almalinux/lamp@1.0-1?distro=almalinux-8.10").size() == 1);
  CHECK(rows(eight, "1.0-1", "pkg:rpm/almalinux/lamp@1.0-1?distro=almalinux-9.1").empty());
  const auto alpine = affects("Alpine:v3.13", "lamp", "1.0-r2");
  CHECK(rows(alpine, "1.0-r1", "pkg:apk/alpine/lamp@1.0-r1?distro=3.13.6").size() == 1);
  CHECK(rows(alpine, "1.0-r1", "pkg:apk/alpine/lamp@1.0-r1?distro=3.1").empty());
}

TEST_CASE("a source package that stands only in the purl's upstream= is matched") {
  const auto source = affects("Debian:12", "lamp-src", "1.0-2");
  CHECK(rows(source, "9", "pkg:deb/debian/liblamp1@1.0-1?upstream=lamp-src&distro=debian-12").size() == 1);
  CHECK(rows(source, "9", "pkg:deb/debian/liblamp1@9-1?upstream=lamp-src%401.0-1&distro=debian-12").size() == 1);
  CHECK(rows(source, "9", "pkg:deb/debian/liblamp1@9-1?upstream=lamp-src%401.0-2&distro=debian-12").empty());
}

TEST_CASE("a source package that stands only in SPDX's sourceInfo is matched") {
  constexpr std::string_view document =
      R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"d","packages":[)"
      R"({"name":"liblamp1","SPDXID":"SPDXRef-1","versionInfo":"9-1","sourceInfo":"built package from: lamp-src 1.0-1",)"
      R"("externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl",)"
      R"("referenceLocator":"pkg:deb/debian/liblamp1@9-1?distro=debian-12"}]}]})";
  const auto stream = io::from_memory(document);
  auto inventory = formats::spdx.read(*stream, "d.spdx.json", {});
  REQUIRE(inventory);
  const MadeIndex index({affects("Debian:12", "lamp-src", "1.0-2")});
  CHECK(scan_inventory(*index, std::move(*inventory)).rows == Lines{"affected X-1 liblamp1 9-1 fixed 1.0-2 go 1.0-2"});
}

TEST_CASE("a PyPI record whose time has a space for the T is a record") {
  const auto feed = formats::collect_feed(
      formats::osv,
      R"({"id":"PYSEC-2030-1","modified":"2026-07-06 08:14:33.123456+00:00","published":"2026-07-05 01:02:03+00:00",)"
      R"("affected":[{"package":{"ecosystem":"PyPI","name":"lamp"},"ranges":[{"type":"ECOSYSTEM",)"
      R"("events":[{"introduced":"0"},{"fixed":"2"}]}]}]})",
      "x.json");
  REQUIRE(feed.advisories.size() == 1);
  CHECK(feed.advisories.front().published == day("2026-07-05"));
  CHECK(rows(feed.advisories.front(), "1", "pkg:pypi/lamp@1").size() == 1);
}

TEST_CASE("Composer's v9.45.0 is 9.45.0") {
  const auto entry = advisory("X-1", {enumerated("Packagist", "sea/lamp", {"v9.45.0"})});
  CHECK(rows(entry, "9.45.0", "pkg:composer/sea/lamp@9.45.0").size() == 1);
  CHECK(rows(affects("Packagist", "sea/lamp", "9.45.0"), "v9.45.0", "pkg:composer/sea/lamp@v9.45.0").empty());
  CHECK(rows(affects("Packagist", "sea/lamp", "9.45.0"), "v9.44.9", "pkg:composer/Sea/Lamp@v9.44.9").size() == 1);
}

TEST_CASE("a GIT range that stands first does not end the look at the ranges behind it") {
  auto record = affects("PyPI", "lamp", "2.0");
  auto& ranges = record.affected.front().ranges;
  ranges.insert(ranges.begin(), {.type = RangeType::git, .repo = "https://example.org/l", .events = {introduced("0")}});
  CHECK(rows(record, "1.0", "pkg:pypi/lamp@1.0") == Lines{"affected X-1 lamp 1.0 fixed 2.0 go 2.0"});
  CHECK(rows(record, "2.0", "pkg:pypi/lamp@2.0").empty());
}

TEST_CASE("upper-case letters in Go paths are matched, on either side") {
  CHECK(rows(affects("Go", "github.com/Harbour/Lamp", "1.2.0"), "1.1.0", "pkg:golang/github.com/harbour/lamp@v1.1.0")
            .size() == 1);
  CHECK(rows(affects("Go", "github.com/harbour/lamp", "1.2.0"), "1.1.0", "pkg:golang/github.com/Harbour/Lamp@v1.1.0")
            .size() == 1);
}

TEST_CASE("(devel) and other versions that can't be parsed are undecided and counted, not affected") {
  const MadeIndex index({affects("Go", "example.org/lamp", "1.2.0")});
  const auto outcome = scan_all(*index, {by_purl("lamp", "(devel)", "pkg:golang/example.org/lamp@%28devel%29")});
  CHECK(outcome.rows == Lines{"undecided X-1 lamp (devel)"});
  CHECK(outcome.gaps == Lines{"gap_version_unparsable lamp (devel) x1"});
}

TEST_CASE("a package whose release is not known is matched against none of them, and that is said") {
  const MadeIndex index({affects("Debian:11", "lamp", "1.0-2"), affects("Debian:12", "lamp", "1.0-2")});
  const auto outcome = scan_all(*index, {by_purl("lamp", "1.0-1", "pkg:deb/debian/lamp@1.0-1")});
  CHECK(outcome.rows.empty());
  CHECK(outcome.gaps == Lines{"gap_release_unknown Debian x1"});
}

TEST_CASE("an ecosystem without advisories does not end the scan, and is named beside the result") {
  const MadeIndex index({affects("PyPI", "lamp", "2.0")});
  const auto outcome =
      scan_all(*index, {by_purl("buoy", "1", "pkg:npm/buoy@1.0.0"), by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0"),
                        by_purl("gull", "1", "pkg:unheard-of/gull@1")});
  CHECK(outcome.rows == Lines{"affected X-1 lamp 1.0 fixed 2.0 go 2.0"});
  CHECK(outcome.gaps == Lines{"gap_ecosystem_unsupported unheard-of x1", "gap_ecosystem_without_advisories npm x1"});
}

TEST_CASE("an empty database gives no clean bill: everything is counted as not assessed") {
  const MadeIndex index(std::vector<Feed>{});
  const auto outcome =
      scan_all(*index, {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0"), by_product("Harbour", "Lamp", "1")});
  CHECK(outcome.rows.empty());
  CHECK(outcome.gaps == Lines{"gap_ecosystem_without_advisories PyPI x1", "gap_no_product_advisories  x1"});
}

TEST_CASE("a corrupt database is refused before anything is scanned") {
  const MadeIndex index({affects("PyPI", "lamp", "2.0")});
  auto bytes = index.bytes();
  bytes.resize(bytes.size() / 2);
  CHECK(Index::over(bytes).error().code == Code{"index_truncated"});
}

TEST_CASE("a release that the advisories do not cover is named") {
  const MadeIndex index({affects("Debian:11", "lamp", "1.0-2")});
  const auto outcome = scan_all(*index, {by_purl("lamp", "1.0-1", "pkg:deb/debian/lamp@1.0-1?distro=debian-13")});
  CHECK(outcome.rows.empty());
  CHECK(outcome.gaps == Lines{"gap_release_without_advisories Debian 13 x1"});
}

TEST_CASE("a component without purl is not matched by its bare name") {
  const MadeIndex index(
      {affects("PyPI", "lamp", "2.0"), advisory("CVE-2030-0001", {product("Lamp", "Lamp", {introduced("0")})})});
  const auto outcome = scan_all(*index, {{.name = "lamp", .version = "1.0"}});
  CHECK(outcome.rows.empty());
  CHECK(outcome.gaps == Lines{"gap_no_identity lamp x1"});
}

TEST_CASE("the name beside a purl matches nothing") {
  CHECK(rows(affects("PyPI", "lamp", "2.0"), by_purl("lamp", "1.0", "pkg:pypi/other@1.0")).empty());
}

TEST_CASE("a withdrawn advisory never matches, and its id stays known") {
  auto withdrawn = affects("PyPI", "lamp", "2.0");
  withdrawn.withdrawn = day("2026-01-01");
  CHECK(rows(withdrawn, "1.0", "pkg:pypi/lamp@1.0").empty());
  CHECK(rows(withdrawn, "legacy", "pkg:pypi/lamp@legacy").empty());
  const MadeIndex index({withdrawn});
  CHECK(index->find_cluster("X-1").has_value());
}

TEST_CASE("an rpm's epoch orders first, and none is 0") {
  const auto with_epoch = affects("AlmaLinux:9", "lamp", "1:1.0-1");
  CHECK(rows(with_epoch, "2.0-1", "pkg:rpm/almalinux/lamp@2.0-1?distro=almalinux-9").size() == 1);
  CHECK(rows(with_epoch, "2.0-1", "pkg:rpm/almalinux/lamp@2.0-1?epoch=1&distro=almalinux-9").empty());
  const auto without = affects("AlmaLinux:9", "lamp", "2.0-1");
  CHECK(rows(without, "1.9-1", "pkg:rpm/almalinux/lamp@1.9-1?epoch=0&distro=almalinux-9").size() == 1);
}

TEST_CASE("an rpm whose epoch the input leaves away has that of its advisories") {
  Component lamp{.name = "lamp", .version = "2.0-1", .ecosystem = "AlmaLinux", .release = "9"};
  const auto with_epoch = affects("AlmaLinux:9", "lamp", "1:1.0-1");
  CHECK(rows(with_epoch, lamp).size() == 1);
  lamp.epoch_unknown = true;
  CHECK(rows(with_epoch, lamp).empty());
  lamp.version = "0.9-1";
  CHECK(rows(with_epoch, lamp).size() == 1);
  CHECK(rows(affects("AlmaLinux:9", "lamp", "1.0-1"), lamp).size() == 1);
}

TEST_CASE("rebuilds, security uploads and backports order as dpkg orders them") {
  const auto debian = [](std::string_view version) {
    return rows(affects("Debian:12", "lamp", "1.0-1+deb12u2"), by_dpkg("lamp", std::string(version)),
                system("debian", "12"))
        .size();
  };
  CHECK(debian("1.0-1") == 1);
  CHECK(debian("1.0-1+b1") == 1);
  CHECK(debian("1.0-1+deb12u1") == 1);
  CHECK(debian("1.0-1~bpo11+1") == 1);
  CHECK(debian("1.0-1+deb12u2") == 0);
  CHECK(debian("1.0-2~bpo12+1") == 0);
  CHECK(debian("1.1~rc1-1") == 0);
  const auto ubuntu = affects("Ubuntu:Pro:18.04:LTS", "lamp", "1.0-1ubuntu2.24+esm2");
  const auto purl = [](std::string_view version) {
    return fmt::format("pkg:deb/ubuntu/lamp@{}?distro=ubuntu-18.04", version);
  };
  CHECK(rows(ubuntu, "", purl("1.0-1ubuntu2.24%2Besm1")).size() == 1);
  CHECK(rows(ubuntu, "", purl("1.0-1ubuntu2.24%2Besm2")).empty());
}
