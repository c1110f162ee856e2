#include "crypto/base64.h"

#include <algorithm>
#include <sodium.h>

namespace manara::crypto {

std::string base64(std::span<const std::uint8_t> bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  ::sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // libsodium ends it with a zero byte
  return text;
}

std::string base64(std::string_view bytes) {
  return base64(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

std::optional<std::string> from_base64(std::string_view text) {
  // libsodium computes with signed characters and takes some beyond ASCII for letters.
  if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  std::size_t count = 0;
  const int code = ::sodium_base642bin(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size(), text.data(),
                                       text.size(), nullptr, &count, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (code != 0) return std::nullopt;
  bytes.resize(count);
  return bytes;
}

}  // namespace manara::crypto
