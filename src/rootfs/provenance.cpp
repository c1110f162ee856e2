#include "rootfs/provenance.h"

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace manara::rootfs {
namespace {

struct Vendor {
  std::string_view os_id, prefix;
};
constexpr std::array<Vendor, 14> vendors = {{
    {"almalinux", "AlmaLinux"},
    {"rocky", "Rocky"},
    {"rhel", "Red Hat"},
    {"centos", "CentOS"},
    {"centos", "Red Hat"},
    {"fedora", "Fedora"},
    {"ol", "Oracle"},
    {"amzn", "Amazon"},
    {"sles", "SUSE"},
    {"sled", "SUSE"},
    {"opensuse-leap", "openSUSE"},
    {"opensuse-leap", "SUSE"},
    {"opensuse-tumbleweed", "openSUSE"},
    {"opensuse-tumbleweed", "SUSE"},
}};

}  // namespace

bool is_distribution_maintainer(std::string_view maintainer) {
  constexpr std::array<std::string_view, 4> domains = {"debian.org", "debian.net", "ubuntu.com", "canonical.com"};
  const auto at = maintainer.rfind('@');
  if (at == std::string_view::npos) return false;
  const auto domain = maintainer.substr(at + 1, maintainer.find('>', at) - at - 1);
  return std::ranges::any_of(domains, [&](std::string_view ours) {
    return domain == ours ||
           (domain.size() > ours.size() && domain.ends_with(ours) && domain[domain.size() - ours.size() - 1] == '.');
  });
}

bool is_debian_language_folder(std::string_view path) {
  constexpr std::array<std::string_view, 7> folders = {
      "usr/lib/python3/dist-packages/", "usr/lib/python2.7/dist-packages/", "usr/share/nodejs/", "usr/share/java/",
      "usr/share/maven-repo/",          "usr/share/rubygems-integration/",  "usr/share/php/"};
  return std::ranges::any_of(folders, [&](std::string_view folder) { return path.starts_with(folder); });
}

bool is_distribution_vendor(const OperatingSystem& os, std::string_view vendor) {
  if (vendor.empty()) return true;
  bool system_is_known = false;
  for (const auto& row : vendors) {
    if (row.os_id != os.id) continue;
    if (vendor.starts_with(row.prefix)) return true;
    system_is_known = true;
  }
  return !system_is_known;
}

}  // namespace manara::rootfs
