// Parser: minisign.cpp signed_file.cpp
// Foreign bytes as keys, signatures and signed files. What begins with "sign " is signed instead, as signatures that
// are right can't be found by chance.
#include <cstdint>
#include <cstdlib>

#include "base/strings.h"
#include "crypto/signed_file.h"

using namespace manara::crypto;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// What was signed verifies as it is, and no longer where one bit of it, chosen by the bytes, is another.
void check_signing(std::string_view bytes, const KeyPair& pair) {
  const auto comment = bytes.substr(0, bytes.size() % 9000);
  auto file = write_signed_file(bytes, pair.secret, comment, "untrusted");
  if (!file) return;  // no comment
  const std::span trusted(&pair.open, 1);
  require(looks_like_signed_file(*file));
  const auto verified = verify_signed_file(*file, trusted);
  require(verified && verified->payload == bytes && verified->trusted_comment == comment);
  const auto parts = split_signed_file(*file);
  require(parts && signer_of(parts->signature).value() == pair.open.id);
  std::size_t chosen = bytes.size();
  for (const char c : bytes)
    chosen = chosen * 31 + static_cast<unsigned char>(c);
  const auto signed_from = file->find('\n') + 1;
  (*file)[signed_from + chosen / 8 % (file->size() - signed_from)] ^= static_cast<char>(1U << chosen % 8);
  require(!verify_signed_file(*file, trusted));
}

void check_password(std::string_view password, const KeyPair& pair) {
  static const auto key_file =
      write_secret_key(pair.secret, "right", {.operations = 1 << 15, .bytes = 1 << 20}).value();
  // scrypt begins with HMAC, which fills short keys with zeros (RFC 2104): those at the end make no other password.
  auto heard = password;
  while (password.size() <= 64 && manara::take_suffix(heard, std::string_view("\0", 1))) {
  }
  require(read_secret_key(key_file, password).has_value() == (heard == "right"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const auto pair = make_key_pair();
  if (manara::take_prefix(bytes, "sign ")) {
    check_signing(bytes, pair);
    return 0;
  }
  if (manara::take_prefix(bytes, "password ")) {
    check_password(bytes, pair);
    return 0;
  }
  // Nobody has the secret key: whatever verifies is a forgery.
  const std::span trusted(&pair.open, 1);
  require(!verify_signed_file(bytes, trusted) && !verify("", bytes, trusted));
  if (const auto key = read_public_key(bytes)) require(read_public_key(write_public_key(*key)).value() == *key);
  if (const auto key = read_secret_key(bytes, std::nullopt)) {
    require(public_key_of(*key).id == key->id);
    require(read_secret_key(write_secret_key(*key, std::nullopt).value(), std::nullopt).value().key == key->key);
  }
  return 0;
}
