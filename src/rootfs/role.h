/// What a file of a root file system is, told by its path alone: of hundreds of thousands of files only those that
/// matter are opened (names cost 20 ns each, an open and a read 10 µs).
#pragma once

#include <cstdint>
#include <string_view>

namespace manara::rootfs {

enum class Role : std::uint8_t {
  none,
  os_release,        ///< etc/os-release, usr/lib/os-release
  dpkg_status,       ///< var/lib/dpkg/status and status.d/*
  dpkg_files,        ///< var/lib/dpkg/info/*.list: the files of a package
  rpm_database,      ///< rpmdb.sqlite
  rpm_journal,       ///< rpmdb.sqlite-wal: what is not in the database yet
  rpm_old_database,  ///< Berkeley DB or ndb
  apk_database,
  apt_list,
  updateinfo,
  python,
  npm,
  gem,
  composer,
  java_archive,
  java_package,  ///< pom.properties inside an archive
  program,       ///< may be a program that says what it was built from
};

/// `path` is relative to the root, without a leading '/'.
Role role_of(std::string_view path);

/// Of a file inside a Java archive, by its path in there: java_package or none.
Role role_of_member(std::string_view path);

/// A folder where programs lie; elsewhere a package's files without an ending are folders and texts.
bool is_in_program_folder(std::string_view path);

/// The file stands for a package of a language.
bool is_language(Role role);

}  // namespace manara::rootfs
