/// HMAC-SHA-1 (RFC 2104), which one-time codes are made with (access/totp.h), and nothing else here.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace manara::crypto {

using Sha1Digest = std::array<std::uint8_t, 20>;

Sha1Digest hmac_sha1(std::string_view key, std::string_view message);

}  // namespace manara::crypto
