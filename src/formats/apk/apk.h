/// The installed database of Alpine and its kin (lib/apk/db/installed; apk's format v2): lines "X:value" with one
/// letter for a name, a blank line after each package.
///
/// Out: one Component a package (P, V, A), its source package from the origin (o:), which apk builds at one version
/// with all its subpackages. F: and R: (folder, file) are read for whoever asks which package brought a file along.
/// Refused rows: a package without name or version, or with words that are none; with its line. Errors:
/// apk_not_installed (no package at all), apk_truncated (ends inside a line or a package that is not complete),
/// record_too_large, too_many_components.
#pragma once

#include <functional>

#include "formats/format.h"

namespace manara::formats {

bool looks_like_apk(const Probe& probe);
Result<Inventory> read_apk(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat apk{"apk", Code{"format_apk"}, looks_like_apk, read_apk};

/// Called for every file of every package, with the folder and the file's name; the views live during the call.
using ApkFileVisitor = std::function<void(std::string_view package, std::string_view folder, std::string_view file)>;

/// As read_apk, and tells of the files on the way.
Result<Inventory> read_apk_with_files(io::Stream& stream, const ApkFileVisitor& visit, const Limits& limits);

}  // namespace manara::formats
