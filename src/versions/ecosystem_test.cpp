#include "versions/ecosystem.h"

#include <doctest/doctest.h>

using namespace manara::versions;

namespace {
std::string release(std::string_view ecosystem, std::string_view text) {
  return normal_release(*find_ecosystem(ecosystem), text);
}
std::string folded(std::string_view ecosystem, std::string_view name) {
  return fold_name(*find_ecosystem(ecosystem), name);
}
}  // namespace

TEST_CASE("an ecosystem is found by OSV's name, by purl and by os-release id") {
  struct Row {
    const char *name, *type, *name_space;
  };
  constexpr Row rows[] = {{"PyPI", "pypi", ""},
                          {"Go", "golang", "github.com/a"},
                          {"Debian", "deb", "debian"},
                          {"Alpine", "apk", "alpine"},
                          {"Red Hat", "rpm", "redhat"},
                          {"Red Hat", "rpm", "centos"},
                          {"AlmaLinux", "rpm", "alma"},
                          {"SUSE", "rpm", "sles"},
                          {"Rocky Linux", "rpm", "rocky"},
                          {"Packagist", "composer", "drupal"},
                          {"GitHub Actions", "github", "actions"}};
  for (const auto& row : rows) {
    REQUIRE_MESSAGE(find_ecosystem(row.name) != nullptr, row.name);
    CHECK_MESSAGE(ecosystem_of_purl(row.type, row.name_space) == find_ecosystem(row.name), row.name);
  }
  CHECK(ecosystem_of_os("opensuse-leap") == find_ecosystem("openSUSE"));
  CHECK(ecosystem_of_os("amzn")->name == "Amazon Linux");
}

TEST_CASE("what is not in the table has no ecosystem") {
  CHECK(find_ecosystem("Nowhere") == nullptr);
  CHECK(find_ecosystem("") == nullptr);
  CHECK(ecosystem_of_purl("deb", "linuxmint") == nullptr);
  CHECK(ecosystem_of_purl("deb", "") == nullptr);
  CHECK(ecosystem_of_purl("generic", "") == nullptr);
  CHECK(ecosystem_of_purl("", "debian") == nullptr);
  CHECK(ecosystem_of_os("") == nullptr);
  CHECK(ecosystem_of_os("deb") == nullptr);
  const auto ref = parse_ecosystem("Nowhere:7");
  CHECK(ref.ecosystem == nullptr);
  CHECK(ref.name == "Nowhere");
  CHECK(ref.variant == "7");
}

TEST_CASE("OSV's ecosystem strings give ecosystem, release and variant") {
  struct Row {
    const char *text, *name, *release, *variant;
  };
  constexpr Row rows[] = {
      {"PyPI", "PyPI", "", ""},
      {"Debian:11", "Debian", "11", ""},
      {"Debian:3.1", "Debian", "3.1", ""},
      {"Alpine:v3.10", "Alpine", "3.10", ""},
      {"Ubuntu:22.04:LTS", "Ubuntu", "22.04", ""},
      {"Ubuntu:Pro:18.04:LTS", "Ubuntu", "18.04", "Pro"},
      {"Ubuntu:Pro:FIPS-updates:20.04:LTS", "Ubuntu", "20.04", "Pro:FIPS-updates"},
      {"AlmaLinux:8", "AlmaLinux", "8", ""},
      {"Rocky Linux:9", "Rocky Linux", "9", ""},
      {"Red Hat:enterprise_linux:9::appstream", "Red Hat", "9", "enterprise_linux::appstream"},
      {"Red Hat:rhel_eus:9.2::baseos", "Red Hat", "9", "rhel_eus::baseos"},
      {"Red Hat:openshift:4.12::el8", "Red Hat", "8", "openshift::el8"},
      {"Red Hat:jboss_eap:7.4", "Red Hat", "jboss_eap:7.4", "jboss_eap"},
      {"SUSE:Linux Enterprise Server 15 SP4", "SUSE", "15.4", "Linux Enterprise Server"},
      {"SUSE:Linux Enterprise Server 12 SP5-LTSS", "SUSE", "12.5", "Linux Enterprise Server"},
      {"SUSE:Linux Enterprise Module for Python 3 15 SP4", "SUSE", "15.4", "Linux Enterprise Module for Python 3"},
      {"SUSE:Manager Server 4.3", "SUSE", "Manager Server 4.3", ""},
      {"openSUSE:Leap 15.4", "openSUSE", "15.4", "Leap"},
      {"openSUSE:Tumbleweed", "openSUSE", "tumbleweed", ""},
      {"Photon OS:3.0", "Photon OS", "3.0", ""},
      {"Packagist:https://packages.drupal.org/8", "Packagist", "", "https://packages.drupal.org/8"},
      {"Wolfi", "Wolfi", "", ""},
  };
  for (const auto& row : rows) {
    const auto ref = parse_ecosystem(row.text);
    REQUIRE_MESSAGE(ref.ecosystem != nullptr, row.text);
    CHECK(ref.ecosystem->name == row.name);
    CHECK_MESSAGE(ref.release == row.release, row.text);
    CHECK_MESSAGE(ref.variant == row.variant, row.text);
  }
}

TEST_CASE("spellings of one release meet, other releases stay apart") {
  CHECK(release("Debian", "11.2") == "11");
  CHECK(release("Debian", "8.10") == "8");
  CHECK(release("Debian", "bookworm") == "12");
  CHECK(release("Debian", "trixie/sid") == "13");
  CHECK(release("Debian", "sid") == "sid");
  CHECK(release("AlmaLinux", "8.10") == "8");
  CHECK(release("Alpine", "3.13.6") == "3.13");
  CHECK(release("Alpine", "v3.13") == "3.13");
  CHECK(release("Alpine", "3.1") != release("Alpine", "3.10"));
  CHECK(release("Alpine", "3.21_alpha20240807") == "edge");
  CHECK(release("Ubuntu", "22.04.3") == "22.04");
  CHECK(release("Ubuntu", "Jammy") == "22.04");
  CHECK(release("Red Hat", "8.4") == "8");
  CHECK(release("SUSE", "15.4") == "15.4");
  CHECK(release("SUSE", "15-SP4") == "15.4");
  CHECK(release("SUSE", "15") == "15");
  CHECK(release("Amazon Linux", "2018.03") == "1");
  CHECK(release("Amazon Linux", "2023.4.20240401") == "2023");
  CHECK(release("Photon OS", "5") == "5.0");
  CHECK(release("Wolfi", "20230201") == "");
  CHECK(release("PyPI", "3.11") == "");
}

TEST_CASE("a text that is no release equals none") {
  for (const char* text : {"testing", "12x", "stable", "v12", "twelve"})
    CHECK_MESSAGE(release("Debian", text) == text, text);
  CHECK(release("Ubuntu", "22") == "22");
  CHECK(release("AlmaLinux", "8beta") == "8beta");
}

TEST_CASE("the distro qualifier gives a release of its own distribution only") {
  const auto of = [](std::string_view ecosystem, std::string_view distro) {
    return release_of_distro(*find_ecosystem(ecosystem), distro);
  };
  CHECK(of("Debian", "debian-11.2") == "11");
  CHECK(of("Debian", "bookworm") == "12");
  CHECK(of("Debian", "debian-bookworm") == "12");
  CHECK(of("Debian", "ubuntu-22.04") == "");
  CHECK(of("Alpine", "3.8.1") == "3.8");
  CHECK(of("Alpine", "alpine-3.13.6") == "3.13");
  CHECK(of("AlmaLinux", "almalinux-8.10") == "8");
  CHECK(of("SUSE", "sles-15.4") == "15.4");
  CHECK(of("openSUSE", "opensuse-leap-15.4") == "15.4");
  CHECK(of("openSUSE", "opensuse-tumbleweed-20240101") == "tumbleweed");
  CHECK(of("openSUSE", "opensuse-tumbleweed") == "tumbleweed");
  CHECK(of("Red Hat", "rhel-8.4") == "8");
  CHECK(of("Amazon Linux", "amzn-2") == "2");
  CHECK(of("Debian", "debian") == "");
  CHECK(of("Debian", "") == "");
}

TEST_CASE("an update of Debian names its release in its version; a backport and another distribution's does not") {
  const auto of = [](std::string_view version, std::string_view ecosystem = "Debian") {
    return release_of_version(*find_ecosystem(ecosystem), version);
  };
  CHECK(of("1.1.1n-0+deb11u3") == "11");
  CHECK(of("2:3.3.17-5+deb9u10+b1") == "9");
  CHECK(of("3.0.11-1~deb12u2") == "12");
  CHECK(of("1.0+deb10u1-2+deb11u1") == "11");
  for (const char* version : {"1.0-1", "1.0-1~bpo11+1", "1.0+deb11", "1.0+deb11u", "1.0+debu1", "1.0+debian1u2",
                              "1.0-0ubuntu1", "1.0+deb123456u1", "+deb", ""})
    CHECK_MESSAGE(of(version).empty(), version);
  CHECK(of("1.1.1n-0+deb11u3", "Ubuntu").empty());
  CHECK(of("1.0+deb11u1", "PyPI").empty());
}

TEST_CASE("os-release gives the release") {
  CHECK(release_of_os("debian", "12") == "12");
  CHECK(release_of_os("alpine", "3.18.4") == "3.18");
  CHECK(release_of_os("rhel", "9.3") == "9");
  CHECK(release_of_os("opensuse-tumbleweed", "20240101") == "tumbleweed");
  CHECK(release_of_os("wolfi", "20230201") == "");
  CHECK(release_of_os("linuxmint", "21") == "");
}

TEST_CASE("names that are one package fold to one name, others do not") {
  CHECK(folded("PyPI", "Zope.Interface") == "zope-interface");
  CHECK(folded("PyPI", "a-_.b") == "a-b");
  CHECK(folded("Go", "github.com/BurntSushi/TOML") == "github.com/burntsushi/toml");
  CHECK(folded("Packagist", "Sylius/Sylius") == "sylius/sylius");
  CHECK(folded("NuGet", "DotNetNuke.Core") == "dotnetnuke.core");
  CHECK(folded("crates.io", "Rand_Core") == "rand-core");
  CHECK(folded("npm", "jQuery") != folded("npm", "jquery"));
  CHECK(folded("SwiftURL", "https://github.com/Apple/swift-nio.git") == "github.com/apple/swift-nio");
  CHECK(folded("GIT", "https://user@example.org/a/b/") == "example.org/a/b");
  CHECK(folded("PyPI", "") == "");
}

TEST_CASE("a purl's namespace is part of the name where the ecosystem says so") {
  const auto of = [](std::string_view ecosystem, std::string_view name_space, std::string_view name) {
    return package_name(*find_ecosystem(ecosystem), name_space, name);
  };
  CHECK(of("Maven", "org.apache.logging.log4j", "log4j-core") == "org.apache.logging.log4j:log4j-core");
  CHECK(of("npm", "@babel", "core") == "@babel/core");
  CHECK(of("npm", "", "express") == "express");
  CHECK(of("VSCode", "redhat", "java") == "redhat.java");
  CHECK(of("Debian", "debian", "openssl") == "openssl");
  CHECK(of("Homebrew", "homebrew/core", "glibc") == "glibc");
  CHECK(of("Homebrew", "some/tap", "glibc") == "some/tap/glibc");
}
