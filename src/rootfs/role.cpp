#include "rootfs/role.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "formats/apt_lists/apt_lists.h"
#include "formats/npm_package/npm_package.h"

namespace manara::rootfs {
namespace {

struct Known {
  std::string_view path;
  Role role;
};

// Where the databases lie, old and new places both: /usr/lib/sysimage/rpm since Fedora 36 and SLE 15, /usr/lib/apk
// since Alpine 3.22.
constexpr std::array<Known, 16> known = {{
    {"etc/os-release", Role::os_release},
    {"usr/lib/os-release", Role::os_release},
    {"var/lib/dpkg/status", Role::dpkg_status},
    {"lib/apk/db/installed", Role::apk_database},
    {"usr/lib/apk/db/installed", Role::apk_database},
    {"usr/lib/sysimage/rpm/rpmdb.sqlite", Role::rpm_database},
    {"var/lib/rpm/rpmdb.sqlite", Role::rpm_database},
    {"usr/share/rpm/rpmdb.sqlite", Role::rpm_database},
    {"usr/lib/sysimage/rpm/rpmdb.sqlite-wal", Role::rpm_journal},
    {"var/lib/rpm/rpmdb.sqlite-wal", Role::rpm_journal},
    {"usr/share/rpm/rpmdb.sqlite-wal", Role::rpm_journal},
    {"usr/lib/sysimage/rpm/Packages", Role::rpm_old_database},
    {"var/lib/rpm/Packages", Role::rpm_old_database},
    {"usr/lib/sysimage/rpm/Packages.db", Role::rpm_old_database},
    {"var/lib/rpm/Packages.db", Role::rpm_old_database},
    {"usr/share/rpm/Packages", Role::rpm_old_database},
}};

constexpr std::string_view status_d = "var/lib/dpkg/status.d/", dpkg_info = "var/lib/dpkg/info/",
                           apt_lists = "var/lib/apt/lists/";

/// Caches of dnf 4, dnf 5, yum and zypper; a mirror's own repositories elsewhere say nothing of this machine.
constexpr std::array<std::string_view, 4> update_caches = {"var/cache/dnf/", "var/cache/libdnf5/", "var/cache/yum/",
                                                           "var/cache/zypp/"};

Role role_under_var(std::string_view path) {
  if (path.starts_with(status_d)) return path.ends_with(".md5sums") ? Role::none : Role::dpkg_status;
  if (path.starts_with(dpkg_info)) return path.ends_with(".list") ? Role::dpkg_files : Role::none;
  if (path.starts_with(apt_lists)) {  // in a folder of it, "partial", are downloads
    if (path.find('/', apt_lists.size()) != std::string_view::npos) return Role::none;
    const auto name = path.substr(apt_lists.size());
    return formats::parse_apt_list_name(name).kind == formats::AptListKind::other ? Role::none : Role::apt_list;
  }
  const bool cached =
      std::ranges::any_of(update_caches, [&](std::string_view cache) { return path.starts_with(cache); });
  return cached && path.find("updateinfo.xml", path.rfind('/')) != std::string_view::npos ? Role::updateinfo
                                                                                          : Role::none;
}

bool in_python_packages(std::string_view path) {
  return path.find("site-packages/") != std::string_view::npos || path.find("dist-packages/") != std::string_view::npos;
}

/// A *.dist-info is made by installing only; an *.egg-info also lies in the sources of a package.
bool is_python(std::string_view folder, std::string_view file, std::string_view path) {
  if (file == "METADATA") return folder.ends_with(".dist-info");
  if (file == "PKG-INFO")
    return (folder.ends_with(".egg-info") || folder.ends_with("EGG-INFO")) && in_python_packages(path);
  return file.ends_with(".egg-info") && in_python_packages(path);
}

/// Debian keeps Node packages apart from npm's own.
bool is_npm(std::string_view folder, std::string_view path) {
  constexpr std::string_view debian = "usr/share/nodejs/";
  if (formats::is_npm_package_path(path)) return true;
  if (!folder.starts_with(debian)) return false;
  const auto name = folder.substr(debian.size());
  return !name.empty() && std::ranges::count(name, '/') == (name.front() == '@' ? 1 : 0);
}

/// What build tools keep to build from is not installed.
bool is_java_archive(std::string_view file, std::string_view path) {
  constexpr std::array<std::string_view, 5> endings = {".jar", ".war", ".ear", ".hpi", ".jpi"};
  if (file.size() <= 4 || std::ranges::find(endings, file.substr(file.size() - 4)) == endings.end()) return false;
  return path.find(".m2/repository/") == std::string_view::npos &&
         path.find(".gradle/caches/") == std::string_view::npos;
}

/// A program's name has no ending, or one that looks like a version ("terraform_1.5.7"); whether it may run and is a
/// program is seen by whoever opens it.
bool may_be_program(std::string_view file) {
  const auto dot = file.rfind('.');
  if (dot == std::string_view::npos) return true;
  const auto ending = file.substr(dot + 1);
  if (ending == "exe" || ending == "bin") return true;
  return !ending.empty() && is_digit(ending.front()) && file.find(".so") == std::string_view::npos;
}

}  // namespace

bool is_language(Role role) {
  switch (role) {
    case Role::python:
    case Role::npm:
    case Role::gem:
    case Role::composer:
    case Role::java_archive:
    case Role::java_package:
    case Role::program: return true;
    default: return false;
  }
}

Role role_of(std::string_view path) {
  const auto slash = path.rfind('/');
  const auto file = path.substr(slash + 1);
  const auto folder = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  if (folder.starts_with("var/")) {
    if (const auto role = role_under_var(path); role != Role::none) return role;
  }
  if (const auto found = std::ranges::find(known, path, &Known::path); found != known.end()) return found->role;
  if (is_python(folder, file, path)) return Role::python;
  if (file == "package.json") return is_npm(folder, path) ? Role::npm : Role::none;
  if (file.ends_with(".gemspec")) {
    const bool installed = folder.ends_with("/specifications") || folder.ends_with("/specifications/default");
    return installed ? Role::gem : Role::none;
  }
  if (file == "installed.json") return folder.ends_with("/composer") ? Role::composer : Role::none;
  if (is_java_archive(file, path)) return Role::java_archive;
  return may_be_program(file) ? Role::program : Role::none;
}

Role role_of_member(std::string_view path) {
  const bool pom = path.ends_with("/pom.properties") && path.find("META-INF/maven/") != std::string_view::npos;
  return pom ? Role::java_package : Role::none;
}

bool is_in_program_folder(std::string_view path) {
  constexpr std::array<std::string_view, 4> folders = {"bin/", "sbin/", "libexec/", "cli-plugins/"};
  return std::ranges::any_of(folders, [&](std::string_view folder) {
    const auto at = path.find(folder);
    return at != std::string_view::npos && (at == 0 || path[at - 1] == '/' || folder == "bin/");
  });
}

}  // namespace manara::rootfs
