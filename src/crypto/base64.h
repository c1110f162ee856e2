/// Base64 (RFC 4648, section 4), with its padding; nothing else is accepted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace manara::crypto {

std::string base64(std::string_view bytes);
std::string base64(std::span<const std::uint8_t> bytes);

/// nullopt unless the whole text is the one base64 form of some bytes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace manara::crypto
