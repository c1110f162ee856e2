#include "access/secret.h"

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace manara::access {
namespace {

constexpr std::array<std::string_view, 4> prefixes{"manara_session_", "manara_device_", "manara_link_",
                                                   "manara_token_"};
constexpr std::size_t secret_bytes = 32;

std::string_view prefix_of(Purpose purpose) {
  return prefixes[static_cast<std::size_t>(purpose)];
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}

}  // namespace

Secret make_secret(Purpose purpose, Random& random) {
  std::array<std::uint8_t, secret_bytes> bytes{};
  random.fill(bytes);
  Secret secret{.text = std::string(prefix_of(purpose)) + crypto::hex(bytes)};
  secret.kept = crypto::sha256(secret.text);
  return secret;
}

std::optional<crypto::Digest> kept_form(Purpose purpose, std::string_view text) {
  auto digits = text;
  if (!take_prefix(digits, prefix_of(purpose)) || digits.size() != 2 * secret_bytes ||
      !std::ranges::all_of(digits, is_hex))
    return std::nullopt;
  return crypto::sha256(text);
}

}  // namespace manara::access
