#include "access/one_time_code.h"

#include "base/strings.h"
#include "base/utf8.h"
#include "crypto/hmac_sha1.h"
#include "crypto/password_hash.h"

namespace manara::access {
namespace {

constexpr std::int64_t step_ms = 30'000;

std::optional<char> digit_of(char32_t c) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06f0'}) {
    if (c >= zero && c <= zero + 9) return static_cast<char>('0' + (c - zero));
  }
  return std::nullopt;
}

/// Passed over: ASCII space and dashes, no-break space, hyphens and dashes U+2010–2015, marks of direction.
bool is_between(char32_t c) {
  return c == U' ' || c == U'-' || c == U'\u00a0' || (c >= U'\u2010' && c <= U'\u2015') || c == U'\u200e' ||
         c == U'\u200f';
}

}  // namespace

std::optional<std::string> typed_digits(std::string_view typed) {
  if (typed.size() > 64) return std::nullopt;
  std::string digits;
  while (!typed.empty()) {
    const auto length = utf8_length(typed);
    if (length == 0) return std::nullopt;
    const auto c = utf8_decode(typed, length);
    typed.remove_prefix(length);
    if (is_between(c)) continue;
    const auto digit = digit_of(c);
    if (!digit) return std::nullopt;
    digits.push_back(*digit);
  }
  return digits;
}

std::string make_totp_seed(Random& random) {
  std::array<std::uint8_t, totp_seed_bytes> bytes{};
  random.fill(bytes);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::int64_t totp_step(std::int64_t now_ms) {
  return now_ms / step_ms;
}

std::string totp_code(std::string_view seed, std::int64_t step) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < 8; ++i)
    counter[i] = static_cast<char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  const auto mac = crypto::hmac_sha1(seed, counter);
  // RFC 4226, section 5.3: four bytes from where the last one's low half says.
  const std::size_t at = mac.back() & 15U;
  const std::uint32_t number = (static_cast<std::uint32_t>(mac[at] & 0x7fU) << 24) |
                               (static_cast<std::uint32_t>(mac[at + 1]) << 16) |
                               (static_cast<std::uint32_t>(mac[at + 2]) << 8) | mac[at + 3];
  return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> totp_match(std::string_view seed, std::string_view code, std::int64_t now_ms,
                                       std::int64_t last_step) {
  const auto now = totp_step(now_ms);
  std::optional<std::int64_t> found;
  // All three are tried, whichever fits: the time it takes says nothing.
  for (const auto step : {now - 1, now, now + 1}) {
    if (crypto::equal_secrets(totp_code(seed, step), code) && step > last_step) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8) | static_cast<unsigned char>(c);
    bits += 8;
    for (; bits >= 5; bits -= 5)
      out.push_back(letters[(held >> (bits - 5)) & 31]);
  }
  if (bits > 0) out.push_back(letters[(held << (5 - bits)) & 31]);
  return out;
}

std::string totp_uri(std::string_view seed, std::string_view issuer, std::string_view account) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}&algorithm=SHA1&digits=6&period=30",
                     percent_encoded(issuer), percent_encoded(account), base32(seed));
}

std::array<std::string, recovery_codes> make_recovery_codes(Random& random) {
  std::array<std::string, recovery_codes> codes;
  for (auto& code : codes) {
    for (std::size_t digits = 0; digits < recovery_digits;) {
      std::array<std::uint8_t, 1> byte{};
      random.fill(byte);
      if (byte[0] >= 250) continue;  // 256 is no multiple of 10
      if (digits > 0 && digits % 5 == 0) code.push_back('-');
      code.push_back(static_cast<char>('0' + byte[0] % 10));
      ++digits;
    }
  }
  return codes;
}

crypto::Digest recovery_kept(const PersonId& person, std::string_view digits) {
  return crypto::Sha256()
      .update("manara recovery code 1\n")
      .update({reinterpret_cast<const char*>(person.bytes.data()), person.bytes.size()})
      .update(digits)
      .finish();
}

}  // namespace manara::access
