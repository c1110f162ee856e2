#include <cstdint>
#include <cstdlib>

#include "crypto/signed_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara::crypto;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const auto pair = make_key_pair();
  // Nobody has the secret key: whatever verifies is a forgery.
  if (verify_signed_file(bytes, std::span(&pair.open, 1)) || verify("", bytes, std::span(&pair.open, 1))) std::abort();
  if (const auto key = read_public_key(bytes); key && read_public_key(write_public_key(*key)).value() != *key) {
    std::abort();
  }
  static_cast<void>(read_secret_key(bytes, std::nullopt));
  return 0;
}
