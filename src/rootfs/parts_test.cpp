#include <doctest/doctest.h>

#include "rootfs/gem.h"
#include "rootfs/java.h"
#include "rootfs/made_tree.h"
#include "rootfs/owners.h"
#include "rootfs/provenance.h"
#include "rootfs/role.h"

using namespace manara;
using namespace manara::rootfs;

TEST_CASE("a path tells what a file is") {
  const std::vector<std::pair<std::string_view, Role>> cases = {
      {"etc/os-release", Role::os_release},
      {"var/lib/dpkg/status", Role::dpkg_status},
      {"var/lib/dpkg/status.d/base", Role::dpkg_status},
      {"var/lib/dpkg/status-old", Role::program},
      {"var/lib/dpkg/info/a.list", Role::dpkg_files},
      {"var/lib/dpkg/info/a.md5sums", Role::none},
      {"var/lib/apt/lists/x_dists_y_InRelease", Role::apt_list},
      {"var/lib/apt/lists/x_dists_y_main_binary-amd64_Packages.lz4", Role::apt_list},
      {"var/lib/apt/lists/partial/x_dists_y_InRelease", Role::program},
      {"var/cache/dnf/a/repodata/1-updateinfo.xml.gz", Role::updateinfo},
      {"srv/mirror/repodata/1-updateinfo.xml.gz", Role::none},
      {"a/b.dist-info/METADATA", Role::python},
      {"src/b.egg-info/PKG-INFO", Role::program},
      {"usr/lib/python3/dist-packages/b.egg-info", Role::python},
      {"a/node_modules/b/package.json", Role::npm},
      {"usr/share/nodejs/@a/b/package.json", Role::npm},
      {"usr/share/nodejs/a/b/package.json", Role::none},
      {"usr/share/nodejs/package.json", Role::none},
      {"a/specifications/default/b-1.gemspec", Role::gem},
      {"a/b.gemspec", Role::none},
      {"a/vendor/composer/installed.json", Role::composer},
      {"a/installed.json", Role::none},
      {"a/b.jar", Role::java_archive},
      {".jar", Role::none},
      {"a/.gradle/caches/b.jar", Role::none},
      {"usr/bin/kubectl", Role::program},
      {"usr/bin/terraform_1.5.7", Role::program},
      {"usr/bin/provider_v4.1.0_x5", Role::program},
      {"usr/lib/libx.so.12", Role::none},
      {"", Role::program},
  };
  for (const auto& [path, role] : cases) {
    CAPTURE(path);
    CHECK(role_of(path) == role);
  }
  CHECK(role_of_member("META-INF/maven/g/a/pom.properties") == Role::java_package);
  CHECK(role_of_member("META-INF/pom.properties") == Role::none);
}

TEST_CASE("a gem's file name gives name and version, whatever the platform") {
  const auto parsed = [](std::string_view file) {
    const auto gem = parse_gem_file(file);
    return gem ? std::string(gem->name) + " " + std::string(gem->version) : std::string("none");
  };
  CHECK(parsed("rails-7.0.4.gemspec") == "rails 7.0.4");
  CHECK(parsed("nokogiri-1.15.4-x86_64-linux.gemspec") == "nokogiri 1.15.4");
  CHECK(parsed("aws-sdk-s3-1.2.3.rc1.gemspec") == "aws-sdk-s3 1.2.3.rc1");
  CHECK(parsed("ffi-1.16-arm64-darwin-22.gemspec") == "ffi 1.16");
  CHECK(parsed("old-2.gemspec") == "old 2");
  CHECK(parsed("none.gemspec") == "none");
  CHECK(parsed("-1.0.gemspec") == "none");
  CHECK(parsed("a-1.0.rb") == "none");
}

TEST_CASE("only files that stand for a package are remembered, with or without /usr") {
  Owners owners;
  owners.add("libjson", "/usr/share/doc/libjson/copyright");
  owners.add("python3-a", "/lib/python3/dist-packages/a.egg-info");
  owners.add("tool", "/usr/bin", "tool");
  const auto list = io::from_memory("/.\n/usr/share/java/x.jar\n");
  CHECK(owners.add_dpkg_files("var/lib/dpkg/info/libx-java:amd64.list", *list, {}));
  CHECK(owners.owner_of("usr/share/doc/libjson/copyright").empty());
  CHECK(owners.owner_of("usr/lib/python3/dist-packages/a.egg-info") == "python3-a");
  CHECK(owners.owner_of("usr/bin/tool") == "tool");
  CHECK(owners.owner_of("usr/share/java/x.jar") == "libx-java");
}

TEST_CASE("a distribution's own packages are told from a vendor's") {
  CHECK(is_distribution_maintainer("Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>"));
  CHECK(is_distribution_maintainer("Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>"));
  CHECK_FALSE(is_distribution_maintainer("Someone <x@notdebian.org>"));
  CHECK_FALSE(is_distribution_maintainer("debian.org <x@vendor.example>"));
  CHECK_FALSE(is_distribution_maintainer("Google Cloud CLI Authors"));
  CHECK(is_distribution_vendor({.id = "almalinux"}, "AlmaLinux"));
  CHECK_FALSE(is_distribution_vendor({.id = "almalinux"}, "Fedora Project"));
  CHECK(is_distribution_vendor({.id = "centos"}, "Red Hat, Inc."));
  CHECK(is_distribution_vendor({.id = "almalinux"}, ""));
  CHECK(is_distribution_vendor({.id = "unheard-of"}, "Anyone"));
}

TEST_CASE("Java archives are read two levels deep; deeper ones are refused by name, a bomb by its size") {
  const auto jar = [](const std::string& name, const std::string& bytes) { return made::zip({{name, bytes}}); };
  const auto level = jar("META-INF/maven/g/a/pom.properties", "groupId=g\nartifactId=a\nversion=1\n");
  std::string log;
  const auto run = [&](const std::string& bytes, const Limits& limits = {}) {
    log.clear();
    REQUIRE(read_java_archive(
        bytes, "x.ear", limits,
        {.archive = [&](const std::string& archive) { log += archive + "; "; },
         .package =
             [&](const std::string& archive, const std::string&, io::Stream&) {
               log += "package in " + archive + "; ";
               return Status{};
             },
         .refused = [&](const std::string& path,
                        const Error& why) { log += path + " " + std::string(why.code.name()) + "; "; }}));
    return log;
  };
  CHECK(run(jar("a.war", jar("b.jar", level))) ==
        "x.ear; x.ear!a.war; x.ear!a.war!b.jar; package in x.ear!a.war!b.jar; ");
  CHECK(run(jar("a.war", jar("b.war", jar("c.jar", level)))) ==
        "x.ear; x.ear!a.war; x.ear!a.war!b.war; x.ear!a.war!b.war!c.jar archive_nested; ");
  CHECK(run("no zip") == "x.ear; x.ear archive_truncated; ");
  CHECK(run(jar("b.jar", std::string(100'000, 'x')), {.document_bytes = 1000}) ==
        "x.ear; x.ear!b.jar input_too_large; ");
}
