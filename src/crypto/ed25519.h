/// Ed25519 signatures (RFC 8032) over whole messages, by libsodium.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace manara::crypto {

using VerifyingKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
using Seed = std::array<std::uint8_t, 32>;

/// The seed and the public key behind it. Overwritten when it goes.
struct SigningKey {
  SigningKey() = default;
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  ~SigningKey();
  std::array<std::uint8_t, 64> bytes{};
};

/// From the system's randomness.
SigningKey make_signing_key();
/// RFC 8032, section 5.1.5: the key that follows from 32 secret bytes.
SigningKey signing_key_of(const Seed& seed);
VerifyingKey verifying_key_of(const SigningKey& key);

Signature sign_message(std::string_view message, const SigningKey& key);
bool is_signed_by(std::string_view message, const Signature& signature, const VerifyingKey& key);

}  // namespace manara::crypto
