/// A root file system as one inventory: this machine's "/", an unpacked image, a tar of either. Composed of the formats
/// of operating systems and of what language packages leave where they are installed.
///
/// Out, kind "rootfs", `found_in` relative to the root throughout:
/// - `os` from etc/os-release, else usr/lib/os-release;
/// - packages of dpkg (status, status.d), rpm (rpmdb.sqlite), apk, with Component.ecosystem and release by os-release
///   (versions/ecosystem.h), both empty for a system that is not known;
/// - pending security updates from apt's lists and dnf's, yum's and zypper's updateinfo;
/// - language packages: Python (*.dist-info, *.egg-info), npm (node_modules, Debian's usr/share/nodejs), RubyGems
///   (specifications/*.gemspec, by file name), Composer (vendor/composer/installed.json), Java archives (pom.properties
///   in them, and in archives inside them), programs (Options::program). `owned_by` names the distribution package
///   that brought one along; not a vendor's own package in the same database (provenance.h).
///
/// Refused rows: each file or folder that could not be read or used, with found_in and reason; rpm databases of older
/// kinds; Java archives that do not say what they are; network file systems and container storage, which are passed
/// over. So nothing is missing without a word.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/limits.h"
#include "base/result.h"
#include "formats/format.h"
#include "model/inventory.h"
#include "rootfs/walk.h"

namespace manara::rootfs {

struct Options {
  Mounts mounts = Mounts::local;
  std::function<void(std::uint64_t entries)> progress{};  ///< how many files and folders were seen
  /// Reads what programs say of themselves (Go's build info); nullptr: programs are not opened.
  const formats::InventoryFormat* program = nullptr;
};

/// Whether a folder or tar has what tells a system: os-release or a package database. A tar is read until the first of
/// them. Any other file, what can't be read, and standard input ("-", which can be read only once) is none.
bool looks_like_rootfs(const std::string& source, const Limits& limits);

/// Errors: those of opening `source`; rootfs_not (nothing in it tells a system); what is wrong with a package database
/// (dpkg_truncated, rpm_database_damaged, file_forbidden, …), for without it half an inventory would look whole;
/// too_many_components; of a tar that was cut off or is damaged, io's. Uses of Limits: components, refused_listed,
/// depth, record_bytes, document_bytes, unpacked_bytes and what io uses for archives.
Result<Inventory> read_rootfs(const std::string& source, const Limits& limits, const Options& options);

}  // namespace manara::rootfs
