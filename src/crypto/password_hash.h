/// Passwords as they are kept: Argon2id (RFC 9106, by libsodium), a text that names its own cost and salt.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manara::crypto {

/// Measured on one core of a small server: 64 MiB and two passes take 82 ms, 46 MiB 57 ms, 32 MiB 32 ms, 19 MiB (the
/// least that OWASP's cheat sheet allows) 16 ms. Whoever hashes one at a time needs 64 MiB for it, and no more.
struct HashCost {
  std::uint64_t passes = 2;
  std::uint64_t bytes = 64ULL << 20;
};

/// "$argon2id$v=19$m=65536,t=2,p=1$…". Error: key_derivation_failed (not enough memory).
Result<std::string> hash_password(std::string_view password, const HashCost& cost = {});
bool is_password(std::string_view password, const std::string& hash);
/// Whether it was made at this cost: where not, it is made anew at the next chance.
bool costs(const std::string& hash, const HashCost& cost);

/// Compares in a time that says nothing of where they differ.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace manara::crypto
