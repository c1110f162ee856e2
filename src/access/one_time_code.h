/// Codes that work once: from an app (TOTP, RFC 6238: SHA-1, 30 s, six digits) and from paper. Digits only, so that
/// they can be typed on any keyboard; Arabic and Persian digits, spaces and dashes are read as what they mean.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/role.h"
#include "base/random.h"
#include "crypto/sha256.h"

namespace manara::access {

/// The ASCII digits of what somebody typed; nullopt where there is anything else, or more than 64 bytes.
std::optional<std::string> typed_digits(std::string_view typed);

constexpr std::size_t totp_seed_bytes = 20;  // RFC 4226, section 4, R6: 160 bits
std::string make_totp_seed(Random& random);
std::int64_t totp_step(std::int64_t now_ms);
/// Six digits.
std::string totp_code(std::string_view seed, std::int64_t step);
/// The step that a code belongs to: that of now, the one before or the one after (a telephone's clock is not ours), and
/// later than `last_step`, so that no code works twice. nullopt: none.
std::optional<std::int64_t> totp_match(std::string_view seed, std::string_view code, std::int64_t now_ms,
                                       std::int64_t last_step);

/// The seed for people who type it (RFC 4648, section 6, without padding).
std::string base32(std::string_view bytes);
/// What an app scans: otpauth://totp/…
std::string totp_uri(std::string_view seed, std::string_view issuer, std::string_view account);

constexpr std::size_t recovery_codes = 10;
/// "12345-67890-12345-67890": 66 bits each.
std::array<std::string, recovery_codes> make_recovery_codes(Random& random);
constexpr std::size_t recovery_digits = 20;
/// What is kept of one: without the person it is a code of nobody's.
crypto::Digest recovery_kept(const PersonId& person, std::string_view digits);

}  // namespace manara::access
