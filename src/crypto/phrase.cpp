#include "crypto/phrase.h"

#include <array>

#include "base/strings.h"
#include "crypto/sha256.h"

namespace manara::crypto {
namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t body_signs = 26;  // 130 bits, of which two are zero
constexpr std::size_t all_signs = 28;

/// The ten bits that tell of a slip.
std::string check_of(std::string_view body) {
  const auto digest = Sha256().update("manara phrase 1\n").update(body).finish();
  return {signs[digest[0] & 31], signs[digest[1] & 31]};
}

std::string grouped(std::string_view all) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0 && i % 4 == 0) text.push_back('-');
    text.push_back(all[i]);
  }
  return text;
}

}  // namespace

std::string make_phrase(Random& random) {
  std::array<std::uint8_t, body_signs> bytes{};
  random.fill(bytes);
  bytes.back() &= 7;  // 25 × 5 + 3 bits are 128
  std::string body;
  for (const auto byte : bytes)
    body.push_back(signs[byte & 31]);
  return grouped(body + check_of(body));
}

std::optional<std::string> read_phrase(std::string_view typed) {
  std::string all;
  for (char c : typed) {
    if (c == '-' || is_space(c)) continue;
    if (is_lower(c)) c = static_cast<char>(c - 32);
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (!signs.contains(c) || all.size() == all_signs) return std::nullopt;
    all.push_back(c);
  }
  if (all.size() != all_signs || check_of(std::string_view(all).substr(0, body_signs)) != all.substr(body_signs))
    return std::nullopt;
  return grouped(all);
}

}  // namespace manara::crypto
