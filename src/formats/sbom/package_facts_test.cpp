#include "formats/sbom/package_facts.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::formats;

namespace {

OperatingSystem system_of(const std::vector<std::string>& purls) {
  Inventory inventory;
  for (const auto& purl : purls)
    inventory.components.push_back({.name = "lamp", .version = "1", .purl = purl});
  complete_os(inventory);
  return inventory.os;
}

}  // namespace

TEST_CASE("an inventory's system is that of its packages, point releases aside") {
  const auto os = system_of({"pkg:npm/lamp@1", "pkg:deb/debian/lamp@1?distro=debian-12.4&arch=amd64",
                             "pkg:deb/debian/lamp@1?distro=debian-12"});
  CHECK(os.id == "debian");
  CHECK(os.version == "12.4");
  CHECK(system_of({"pkg:apk/alpine/lamp@1?distro=3.18.4"}).id == "alpine");
  CHECK(system_of({"pkg:npm/lamp@1"}).id.empty());
}

TEST_CASE("an inventory of several systems has none of its own") {
  CHECK(system_of({"pkg:deb/debian/lamp@1?distro=debian-12", "pkg:deb/debian/lamp@1?distro=debian-11"}).id.empty());
  CHECK(system_of({"pkg:deb/debian/lamp@1?distro=debian-12", "pkg:deb/ubuntu/lamp@1?distro=ubuntu-22.04"}).id.empty());
  CHECK(system_of({"pkg:rpm/almalinux/lamp@1?distro=almalinux-8.10", "pkg:rpm/almalinux/lamp@1?distro=almalinux-9.3",
                   "pkg:rpm/almalinux/lamp@1?distro=almalinux-8.10"})
            .id.empty());
}
