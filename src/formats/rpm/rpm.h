/// Packages of RPM systems, from the database (rpmdb.sqlite, of rpm 4.16 and later: Fedora 33, RHEL 9, openSUSE) or
/// from the text that `rpm -qa` prints anywhere, also where the database is of an older kind (Berkeley DB, ndb).
///
/// Out: one Component an installed package. `version` is "[epoch:]version-release", an epoch of 0 left away as
/// everywhere in RPM's world; `source` comes from the name of the source RPM, which has no epoch; `module` is
/// "name:stream" of the modularity label. Keys that rpm keeps as packages (gpg-pubkey) are passed over.
/// Component.ecosystem stays empty (the machine's os-release tells) and so does purl.
#pragma once

#include <functional>

#include "formats/format.h"

namespace manara::formats {

/// The database. Refused rows: a header that is damaged, or without name, version and release; the row's number stands
/// for the line. Errors: rpm_database_truncated, rpm_database_damaged, rpm_no_packages_table, too_many_components.
/// A database that is in memory already (mapped) is not copied, and may be as big as Limits::unpacked_bytes.
bool looks_like_rpm(const Probe& probe);
Result<Inventory> read_rpm(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat rpm{"rpm", Code{"format_rpm"}, looks_like_rpm, read_rpm};

/// Called for every file of every package; `folder` ends with '/'; the views live during the call.
using RpmFileVisitor = std::function<void(std::string_view package, std::string_view folder, std::string_view file)>;

/// As read_rpm, and tells of the files on the way.
Result<Inventory> read_rpm_with_files(io::Stream& stream, const RpmFileVisitor& visit, const Limits& limits);

/// Text, a line a package, of three kinds that may be mixed:
/// - `rpm -qa`: name-version-release.arch ("openssl-3.0.7-24.el9.x86_64"; it leaves the epoch away: epoch_unknown);
/// - with epoch, before version or name: name-1:version-release.arch, 1:name-version-release.arch;
/// - columns between tabs, the last three optional:
///   `rpm -qa --qf
///   '%{NAME}\t%{EPOCHNUM}:%{VERSION}-%{RELEASE}\t%{ARCH}\t%{SOURCERPM}\t%{MODULARITYLABEL}\t%{VENDOR}\n'`
///   ("(none)" is nothing). Only this kind tells source and module.
/// Refused rows: a line that is none of them, with its number. Errors: rpm_list_nothing (no line is),
/// rpm_list_truncated (the last line has no end), record_too_large, too_many_components.
bool looks_like_rpm_list(const Probe& probe);
Result<Inventory> read_rpm_list(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat rpm_list{"rpm-list", Code{"format_rpm_list"}, looks_like_rpm_list, read_rpm_list};

/// "nodejs:18:8080020231:rhel8" → "nodejs:18"; "" for a text that is no modularity label.
std::string module_of_label(std::string_view label);

}  // namespace manara::formats
