#include "crypto/ed25519.h"

#include <algorithm>
#include <sodium.h>

namespace manara::crypto {
namespace {

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

SigningKey::~SigningKey() {
  ::sodium_memzero(bytes.data(), bytes.size());
}

SigningKey make_signing_key() {
  SigningKey key;
  VerifyingKey open{};
  ::crypto_sign_ed25519_keypair(open.data(), key.bytes.data());
  return key;
}

SigningKey signing_key_of(const Seed& seed) {
  SigningKey key;
  VerifyingKey open{};
  ::crypto_sign_ed25519_seed_keypair(open.data(), key.bytes.data(), seed.data());
  return key;
}

VerifyingKey verifying_key_of(const SigningKey& key) {
  VerifyingKey open{};
  std::copy(key.bytes.begin() + 32, key.bytes.end(), open.begin());
  return open;
}

Signature sign_message(std::string_view message, const SigningKey& key) {
  Signature signature{};
  ::crypto_sign_ed25519_detached(signature.data(), nullptr, bytes_of(message), message.size(), key.bytes.data());
  return signature;
}

bool is_signed_by(std::string_view message, const Signature& signature, const VerifyingKey& key) {
  return ::crypto_sign_ed25519_verify_detached(signature.data(), bytes_of(message), message.size(), key.data()) == 0;
}

}  // namespace manara::crypto
