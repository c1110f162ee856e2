#include "crypto/password_hash.h"

#include <sodium.h>
#include <string>

namespace manara::crypto {

Result<std::string> hash_password(std::string_view password, const HashCost& cost) {
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  const int code = ::crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.bytes,
                                           crypto_pwhash_ALG_ARGON2ID13);
  if (code != 0) return fail(Code{"key_derivation_failed"}, {std::to_string(cost.bytes)});
  hash.resize(hash.find('\0'));
  return hash;
}

bool is_password(std::string_view password, const std::string& hash) {
  return ::crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool costs(const std::string& hash, const HashCost& cost) {
  // libsodium reads as many bytes as the longest hash has.
  std::string whole = hash;
  whole.resize(crypto_pwhash_STRBYTES, '\0');
  return ::crypto_pwhash_str_needs_rehash(whole.c_str(), cost.passes, cost.bytes) == 0;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace manara::crypto
