/// The status database of dpkg (/var/lib/dpkg/status), and the stanzas that images without a package manager keep one a
/// file (/var/lib/dpkg/status.d/*, "distroless").
///
/// Out: one Component for each binary package whose files are on the disk, with its source package and source version,
/// which may differ in name *and* version (deb-control(5) "Source"). On the disk are the states installed,
/// triggers-awaited, triggers-pending, half-configured, unpacked and half-installed, whatever is wanted of the package
/// (install, hold, deinstall, purge): a package on hold is as exposed as any other. not-installed and config-files are
/// not, and are passed over. A stanza without Status (status.d has none) is installed.
///
/// Refused rows: a stanza with a line that is no field, without a name or version, or with words that are none; with
/// its line. Errors: dpkg_not_status (no stanza has a Package), dpkg_truncated (ends inside a line, or in a stanza that
/// is not complete), record_too_large, too_many_components.
///
/// Component.ecosystem is "Debian" or "Ubuntu" only where the stanza's own Origin says so; else whoever knows the
/// machine's os-release says. Component.purl stays empty: the input has none.
#pragma once

#include <functional>

#include "formats/format.h"

namespace manara::formats {

bool looks_like_dpkg(const Probe& probe);
Result<Inventory> read_dpkg(io::Stream& stream, std::string_view path, const Limits& limits);

/// Called for every package that is taken, with its Maintainer ("Debian OpenSSL Team <…@…>"); views live during the
/// call.
using DebMaintainerVisitor = std::function<void(std::string_view package, std::string_view maintainer)>;

/// As read_dpkg, and tells who maintains what.
Result<Inventory> read_dpkg_with_maintainers(io::Stream& stream, const DebMaintainerVisitor& visit,
                                             const Limits& limits);

inline constexpr InventoryFormat dpkg{"dpkg", Code{"format_dpkg"}, looks_like_dpkg, read_dpkg};

/// The source package of a binary package, from its Source field ("", "glibc", "glibc (2.36-9)"), name and version.
/// Without a version in Source it is the binary's, less the `+b1` of a rebuild: that mark is the archive's for builds
/// that change no source (a build that keeps its books writes "Source: name (version)" then; some tools drop it).
SourcePackage source_of_deb(std::string_view source, std::string_view name, std::string_view version);

}  // namespace manara::formats
