// Moments, RFC 3339 (VERS "datetime"): compared as instants, whatever their offsets. Date, "T", time to the second and
// offset are required, in upper case, as VERS asks; a fraction of any length orders.
#include "base/time.h"
#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

struct Instant {
  std::int64_t seconds = 0;
  std::string_view fraction{};  // digits without trailing zeros
};

constexpr std::size_t seconds_end = std::string_view("2024-01-01T00:00:00").size();

/// "Z" or "+hh:mm".
bool is_offset(std::string_view text) {
  if (text == "Z") return true;
  return text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
}

std::optional<Instant> parse(std::string_view text) {
  if (text.size() <= seconds_end || text.size() > max_version_bytes || text[10] != 'T' || text[16] != ':') {
    return std::nullopt;
  }
  Instant instant;
  auto offset = text.substr(seconds_end);
  if (take_char(offset, '.')) {
    instant.fraction = take_digits(offset);
    if (instant.fraction.empty()) return std::nullopt;
    while (!instant.fraction.empty() && instant.fraction.back() == '0')
      instant.fraction.remove_suffix(1);
  }
  if (!is_offset(offset)) return std::nullopt;
  const auto moment = parse_moment(text);
  if (!moment) return std::nullopt;
  instant.seconds = moment->seconds;
  return instant;
}

bool valid(std::string_view text) {
  return parse(text).has_value();
}

std::strong_ordering compare(std::string_view a, std::string_view b) {
  const auto x = parse(a);
  const auto y = parse(b);
  if (!x || !y) return x || y ? x.has_value() <=> y.has_value() : a <=> b;
  if (x->seconds != y->seconds) return x->seconds <=> y->seconds;
  return x->fraction <=> y->fraction;
}

Key append_key(std::string_view text, std::string& key) {
  const auto instant = parse(text);
  if (!instant) return Key::unparsable;
  // Years 1 to 9999 make every second positive after this, and less than 2^48.
  const auto seconds = static_cast<std::uint64_t>(instant->seconds + (std::int64_t{1} << 47));
  for (int shift = 40; shift >= 0; shift -= 8)
    key.push_back(static_cast<char>((seconds >> shift) & 0xff));
  key.append(instant->fraction);
  return Key::ok;
}

}  // namespace

const Ordering datetime{Scheme::datetime, "datetime", valid, compare, append_key};

}  // namespace manara::versions
