#include "formats/rpm/release_package.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "versions/ecosystem.h"

namespace manara::formats {
namespace {

struct ReleasePackage {
  std::string_view name;
  std::string_view os;       ///< os-release's ID
  std::string_view build{};  ///< must stand in the package's release, where the name is several distributions'
};

constexpr std::array<ReleasePackage, 15> release_packages{{{"almalinux-release", "almalinux"},
                                                           {"rocky-release", "rocky"},
                                                           {"oraclelinux-release", "ol"},
                                                           {"centos-stream-release", "centos"},
                                                           {"centos-linux-release", "centos"},
                                                           {"centos-release", "centos"},
                                                           {"redhat-release", "rhel"},
                                                           {"redhat-release-server", "rhel"},
                                                           {"redhat-release-workstation", "rhel"},
                                                           {"fedora-release-common", "fedora"},
                                                           {"fedora-release", "fedora"},
                                                           {"system-release", "amzn", ".amzn"},
                                                           {"sles-release", "sles"},
                                                           {"openSUSE-release", "opensuse-leap"},
                                                           {"openEuler-release", "openeuler"}}};

/// The release in "9.3-1.el9" or "1:8.6-3.el8"; "7-9.2009.1.el7.centos" is CentOS 7.9.
std::string release_in(std::string_view version) {
  if (const auto epoch = cut(version, ':')) version = epoch->tail;
  return std::string(version.substr(0, version.find('-')));
}

const Component* package_of(const Inventory& inventory, const ReleasePackage& wanted) {
  const auto found = std::ranges::find_if(inventory.components, [&](const Component& component) {
    return component.name == wanted.name && component.version.find(wanted.build) != std::string::npos;
  });
  return found == inventory.components.end() ? nullptr : &*found;
}

}  // namespace

void name_system(Inventory& inventory) {
  if (!inventory.os.id.empty()) return;
  for (const auto& wanted : release_packages) {
    const auto* package = package_of(inventory, wanted);
    if (package == nullptr) continue;
    inventory.os.id = wanted.os;
    inventory.os.version = release_in(package->version);
    const auto* ecosystem = versions::ecosystem_of_os(wanted.os);
    if (ecosystem == nullptr) return;
    const auto release = versions::release_of_os(wanted.os, inventory.os.version);
    for (auto& component : inventory.components) {
      component.ecosystem = ecosystem->name;
      component.release = release;
    }
    return;
  }
}

}  // namespace manara::formats
