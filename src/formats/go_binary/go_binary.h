/// What a Go program says of itself: the build info that Go's linker leaves in it (debug/buildinfo, in the form of Go
/// 1.18 and later), in ELF, PE and Mach-O.
///
/// Out: one Component for each module, as its replacement says; ecosystem "Go", paths and versions as written, the main
/// module's mostly "(devel)", which no range holds; the standard library as "stdlib" with the version of Go that built
/// it ("go1.21.3" → "1.21.3"); for the programs of Go itself also "toolchain".
///
/// Refused rows: lock_from_folder (a folder replaced the module, so that its name says nothing of its code any more);
/// go_binary_without_modules (it names the Go that built it, but no modules: what it holds is not known).
/// Errors: go_binary_none (no program, or none of Go; InventoryFormat::not_one), go_binary_too_old (before Go 1.18),
/// go_binary_damaged, go_binary_truncated (the file ends before what its headers say), too_many_components.
///
/// Of a large program only the headers and its writable data are looked at: with the whole file at hand the very
/// section, else max_searched bytes; a stream is passed over, not kept.
#pragma once

#include "formats/format.h"

namespace manara::formats {

inline constexpr std::uint64_t max_searched = 64ULL << 20;
inline constexpr std::size_t max_build_info = 4U << 20U;

bool looks_like_go_binary(const Probe& probe);
Result<Inventory> read_go_binary(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat go_binary{
    .name = "go-binary",
    .description = Code{"format_go_binary"},
    .looks_like = looks_like_go_binary,
    .read = read_go_binary,
    .not_one = Code{"go_binary_none"},
};

}  // namespace manara::formats
