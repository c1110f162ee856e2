#include "exposure/identity.h"

#include <doctest/doctest.h>

#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

/// "Debian 12: openssl 3.0.1 | libssl3 3.0.1", or the reason why there is none.
std::string looked_up(const Component& component, const OperatingSystem& os = {}) {
  const auto identity = identify(component, os);
  if (!identity.unassessed.code.empty()) {
    CHECK(identity.names.empty());
    return fmt::format("{} {}", identity.unassessed.code.name(), identity.unassessed.args.front());
  }
  std::string out(identity.ecosystem != nullptr ? identity.ecosystem->name : name_of(identity.confidence));
  if (!identity.release.empty()) out += " " + identity.release;
  const auto* between = ": ";
  for (const auto& name : identity.names) {
    out += fmt::format("{}{} {}", between, name.name, name.version);
    between = " | ";
  }
  return out;
}

}  // namespace

TEST_CASE("a purl decides, whatever name and version stand beside it") {
  auto component = by_purl("Django", "9.9", "pkg:pypi/Zope.Interface@5.0");
  component.vendor = "Harbour";
  component.product = "Lamp";
  component.ecosystem = "npm";
  CHECK(looked_up(component) == "PyPI: zope-interface 5.0");
}

TEST_CASE("the version beside the purl counts where the purl has none") {
  CHECK(looked_up(by_purl("lamp", "1.0", "pkg:npm/lamp")) == "npm: lamp 1.0");
}

TEST_CASE("a purl of no ecosystem that is known falls back on vendor and product, else it is said") {
  auto generic = by_purl("openssl", "3.0", "pkg:generic/openssl@3.0");
  CHECK(looked_up(generic) == "gap_ecosystem_unsupported generic");
  generic.cpes = {"cpe:2.3:a:openssl:openssl:3.0:*:*:*:*:*:*:*"};
  CHECK(looked_up(generic) == "product: openssl/openssl 3.0");
  CHECK(looked_up(by_purl("x", "1", "pkg:deb/harbour-os/x@1")) == "gap_ecosystem_unsupported deb/harbour-os");
  CHECK(looked_up(by_purl("x", "1", "pkg:nothing")) == "gap_purl_invalid pkg:nothing");
}

TEST_CASE("a bare name is no identity") {
  CHECK(looked_up({.name = "openssl", .version = "1.0.1"}) == "gap_no_identity openssl");
  Component half{.name = "lamp", .version = "1"};
  half.vendor = "Harbour";
  CHECK(looked_up(half) == "gap_no_identity lamp");
}

TEST_CASE("Debian is looked up by source name and source version") {
  const auto debian = system("debian", "12");
  CHECK(looked_up(by_dpkg("libssl3", "3.0.11-1~deb12u2", {"openssl", ""}), debian) ==
        "Debian 12: openssl 3.0.11-1~deb12u2");
  CHECK(looked_up(by_dpkg("libgcc-s1", "12.2.0-14", {"gcc-12", "12.2.0-13"}), debian) == "Debian 12: gcc-12 12.2.0-13");
  CHECK(looked_up(by_dpkg("bash", "5.2-1"), debian) == "Debian 12: bash 5.2-1");
  CHECK(looked_up(by_purl("libssl3", "3", "pkg:deb/debian/libssl3@3.0?upstream=openssl%403.0-1&distro=debian-11.2")) ==
        "Debian 11: openssl 3.0-1");
}

TEST_CASE("an rpm is looked up by the binary's name, where the distribution names those, or by both") {
  CHECK(looked_up(by_purl("libcurl", "7",
                          "pkg:rpm/almalinux/libcurl@7.1-1?upstream=curl-7.1-1.src.rpm&distro=almalinux-8.10")) ==
        "AlmaLinux 8: libcurl 7.1-1");
  CHECK(looked_up(by_purl("libcurl", "7",
                          "pkg:rpm/rocky/libcurl@7.1-1?epoch=2&upstream=curl-7.1-1.src.rpm&distro=rocky-9.3")) ==
        "Rocky Linux 9: libcurl 2:7.1-1 | curl 2:7.1-1");
}

TEST_CASE("the release comes from the package, else from a target that is that distribution, else from the version") {
  const auto package = by_purl("bash", "5", "pkg:deb/debian/bash@5.2-1");
  CHECK(looked_up(package) == "Debian: bash 5.2-1");
  CHECK(looked_up(package, system("debian", "12")) == "Debian 12: bash 5.2-1");
  CHECK(looked_up(package, system("ubuntu", "22.04")) == "Debian: bash 5.2-1");
  const auto update = by_purl("bash", "5", "pkg:deb/debian/bash@5.1-2%2Bdeb11u1");
  CHECK(looked_up(update) == "Debian 11: bash 5.1-2+deb11u1");
  CHECK(looked_up(update, system("debian", "12")) == "Debian 12: bash 5.1-2+deb11u1");
  CHECK(looked_up(by_dpkg("bash", "5.1-2+deb11u1")) == "Debian 11: bash 5.1-2+deb11u1");
  auto installed = by_dpkg("bash", "5.2-1");
  installed.release = "11.2";
  CHECK(looked_up(installed, system("debian", "12")) == "Debian 11: bash 5.2-1");
  installed.release.clear();
  installed.ecosystem = "Debian:10";
  CHECK(looked_up(installed, system("debian", "12")) == "Debian 10: bash 5.2-1");
  installed.ecosystem = "Harbour OS";
  CHECK(looked_up(installed) == "gap_ecosystem_unsupported Harbour OS");
}

TEST_CASE("a product is looked up by every name that is known of it, each once") {
  auto component = by_product("Mozilla", "Firefox", "115.0");
  component.other_names = {{"mozilla", "firefox_esr"}, {"MOZILLA", "Firefox"}};
  component.cpes = {"cpe:2.3:a:mozilla:firefox:115.0:*:*:*:esr:*:*:*", "not a cpe", "cpe:/a:sea:lamp:2"};
  CHECK(looked_up(component) == "product: mozilla/firefox 115.0 | mozilla/firefox_esr 115.0 | sea/lamp 115.0");
  component.version.clear();
  CHECK(looked_up(component) ==
        "product: mozilla/firefox  | mozilla/firefox_esr  | mozilla/firefox 115.0 | sea/lamp 2");
}

TEST_CASE("the version that advisories write counts, and a pattern is the lowest confidence") {
  auto java = by_product("Oracle", "JRE", "8.0.3610.9");
  java.product_version = "8u361";
  java.by_pattern = true;
  CHECK(looked_up(java) == "name: oracle/jre 8u361");
  CHECK(identify(java, {}).confidence == Confidence::name);
}
