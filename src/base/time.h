/// Calendar days and moments in UTC. Nothing here reads a clock: `now` comes from the caller.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace manara {

/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};

/// Reads the day at the head of an ISO 8601 / RFC 3339 text: "2026-08-07", "2026-08-07T16:45:47.0648Z", and a space for
/// the T (535 of 7,080 PyPI records). The rest must be a well-formed time or absent. Years 1 to 9999.
/// An offset other than Z moves the moment to UTC before the day is taken.
std::optional<Date> parse_date(std::string_view text);

/// "2026-08-07"
std::string to_string(Date date);

inline Date operator+(Date date, std::int32_t days) {
  return Date{date.days + days};
}
inline std::int32_t operator-(Date a, Date b) {
  return a.days - b.days;
}

/// Seconds since 1970-01-01T00:00:00Z of an RFC 3339 text (as parse_date reads it; no time: midnight), with the
/// fraction in nanoseconds.
struct Moment {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;
  auto operator<=>(const Moment&) const = default;
};
std::optional<Moment> parse_moment(std::string_view text);

/// "2026-08-07T16:45:47Z": to the second.
std::string to_string(const Moment& moment);

}  // namespace manara
