#include "crypto/sha256.h"

// OpenSSL 3 would have everyone use EVP; its cost is the reason not to (sha256.h).
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

namespace manara::crypto {
namespace {

SHA256_CTX* context(std::array<std::uint64_t, 14>& state) {
  static_assert(sizeof(SHA256_CTX) <= sizeof(state) && alignof(SHA256_CTX) <= alignof(std::uint64_t));
  return reinterpret_cast<SHA256_CTX*>(state.data());
}

}  // namespace

Sha256::Sha256() : state_{} {
  ::SHA256_Init(context(state_));
}

Sha256& Sha256::update(std::string_view bytes) {
  ::SHA256_Update(context(state_), bytes.data(), bytes.size());
  return *this;
}

Digest Sha256::finish() {
  Digest digest;
  ::SHA256_Final(digest.data(), context(state_));
  return digest;
}

Digest sha256(std::string_view bytes) {
  return Sha256().update(bytes).finish();
}

std::string hex(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    text.push_back(digits[byte >> 4]);
    text.push_back(digits[byte & 15]);
  }
  return text;
}

}  // namespace manara::crypto
