/// Where a program keeps the data that it may write: the part in which Go's linker leaves what it was built from.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace manara::formats::program {

struct Part {
  std::uint64_t offset = 0, size = 0;  ///< in the file
};

struct Layout {
  std::vector<Part> parts{};  ///< in the order of the file, 64 at most
  std::uint64_t end = 0;      ///< what the headers say that the file holds at least
};

/// Reads the headers of ELF (System V ABI, "Object Files"), PE/COFF (Microsoft, "PE Format") and Mach-O (64 and 32 bit,
/// little-endian; no universal ones). `head` is the beginning of the file, 64 KiB are plenty, or all of it: then ELF's
/// table of sections, which lies at the end, names the part exactly, and a program that has the table but not the
/// section has no parts. nullopt: no program.
std::optional<Layout> layout_of(std::string_view head);

}  // namespace manara::formats::program
