/// Keys and signatures in the format of minisign (jedisct1.github.io/minisign, "File formats"), prehashed: Ed25519 over
/// BLAKE2b-512. What is made here its tool verifies, and the other way round; signatures in its legacy format (not
/// prehashed) are refused, as `minisign -V -H` does. Pure functions on bytes: files are the caller's.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manara::crypto {

using KeyId = std::array<std::uint8_t, 8>;

struct PublicKey {
  KeyId id{};
  std::array<std::uint8_t, 32> key{};
  bool operator==(const PublicKey&) const = default;
};

/// Overwritten when it goes.
struct SecretKey {
  SecretKey() = default;
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();
  KeyId id{};
  std::array<std::uint8_t, 64> key{};
};

struct KeyPair {
  PublicKey open{};
  SecretKey secret{};
};

/// From the system's randomness.
KeyPair make_key_pair();
PublicKey public_key_of(const SecretKey& key);

/// 16 upper-case hexadecimal digits; minisign shows the same without leading zeros.
std::string to_string(const KeyId& id);

/// The two lines of a key file, or its second line alone, which is what people send each other.
/// Error: public_key_malformed.
Result<PublicKey> read_public_key(std::string_view text);
/// The second line alone.
std::string write_public_key_line(const PublicKey& key);
/// The key file.
std::string write_public_key(const PublicKey& key);

/// What scrypt may cost, in libsodium's units: operations and bytes. The default is minisign's own: some seconds, 1 GB.
struct PasswordCost {
  std::uint64_t operations = 33'554'432;
  std::uint64_t bytes = 1'073'741'824;
};

/// The key file of a secret key; without a password unencrypted. Error: key_derivation_failed (not enough
/// memory, or more than the default cost).
Result<std::string> write_secret_key(const SecretKey& key, std::optional<std::string_view> password,
                                     const PasswordCost& cost = {});
/// Errors: secret_key_malformed, secret_key_needs_password, secret_key_wrong_password, key_derivation_failed (also
/// where the file asks for more than the default cost).
Result<SecretKey> read_secret_key(std::string_view text, std::optional<std::string_view> password);

/// The signature file for `bytes`, four lines. The comments are one line each, the trusted one is signed.
/// Error: signature_comment (a line end in it, or longer than minisign reads).
Result<std::string> sign(std::string_view bytes, const SecretKey& key, std::string_view trusted_comment,
                         std::string_view untrusted_comment);

struct Verified {
  PublicKey key{};
  std::string trusted_comment{};
};

/// The id of the key that a signature says it was made with. Errors: signature_malformed, signature_legacy.
Result<KeyId> signer_of(std::string_view signature);

/// Verifies bytes and trusted comment. Errors: signature_malformed, signature_legacy, signature_key_unknown (made with
/// none of the trusted keys; {0}: its id), signature_wrong (not these bytes), signature_comment_wrong.
Result<Verified> verify(std::string_view bytes, std::string_view signature, std::span<const PublicKey> trusted);

}  // namespace manara::crypto
