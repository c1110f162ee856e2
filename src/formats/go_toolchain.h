/// How Go names its releases, and how advisories name its standard library.
#pragma once

#include <string>
#include <string_view>

namespace manara::formats {

/// The package under which Go's vulnerability database knows the standard library. A module whose last name is "go"
/// ("cloud.google.com/go") is none.
inline constexpr std::string_view go_standard_library = "stdlib";
/// The same for the go command and its kin.
inline constexpr std::string_view go_commands = "toolchain";

/// The version of the standard library that a toolchain brings (go.dev/doc/toolchain): "go1.21.3" → "1.21.3",
/// "go1.21rc2" → "1.21.0-rc.2". What a builder adds ("go1.22.2-fips", "go1.20.1 X:boringcrypto", "go1.16.7b7") changes
/// nothing of the version. "devel …" → "(devel)", which no range holds. "" for a text that names no release.
std::string go_library_version(std::string_view toolchain);

}  // namespace manara::formats
