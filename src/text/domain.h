/// Names of the DNS, as they are compared: UTS #46, lower case, in the ASCII form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace manara::text {

/// "Bücher.example." as "xn--bcher-kva.example": without the dot at the end, two labels at least, the last one no
/// number (an address that lacks a part would pass for a name). nullopt: no name of a host (RFC 1123).
std::optional<std::string> canonical_domain(std::string_view name);

/// The same name as people read it; unchanged where its ASCII form stands for nothing that may be shown.
std::string readable_domain(std::string_view name);

}  // namespace manara::text
