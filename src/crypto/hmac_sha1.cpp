#include "crypto/hmac_sha1.h"

#include <algorithm>

// As sha256.cpp: the three functions of OpenSSL's, without EVP.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

namespace manara::crypto {
namespace {

constexpr std::size_t block = 64;

Sha1Digest sha1(std::string_view head, std::string_view tail) {
  Sha1Digest digest{};
  SHA_CTX context;
  ::SHA1_Init(&context);
  ::SHA1_Update(&context, head.data(), head.size());
  ::SHA1_Update(&context, tail.data(), tail.size());
  ::SHA1_Final(digest.data(), &context);
  return digest;
}

std::string_view text_of(const Sha1Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

Sha1Digest hmac_sha1(std::string_view key, std::string_view message) {
  Sha1Digest short_key{};
  if (key.size() > block) {
    short_key = sha1(key, {});
    key = text_of(short_key);
  }
  std::array<char, block> inner{};
  std::array<char, block> outer{};
  for (std::size_t i = 0; i < block; ++i) {
    const auto byte = i < key.size() ? static_cast<unsigned char>(key[i]) : 0U;
    inner[i] = static_cast<char>(byte ^ 0x36U);
    outer[i] = static_cast<char>(byte ^ 0x5cU);
  }
  const auto within = sha1({inner.data(), block}, message);
  return sha1({outer.data(), block}, text_of(within));
}

}  // namespace manara::crypto
