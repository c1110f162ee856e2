#include "base/time.h"

#include <chrono>
#include <fmt/core.h>

namespace manara {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes exactly `count` digits from the head of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Takes "+hh:mm", "-hhmm", "Z" or nothing; in seconds east of UTC.
std::optional<int> take_offset(std::string_view& text) {
  if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0;
  const int sign = text.front() == '-' ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_number(text, 2);
  take(text, ':');
  const auto minutes = take_number(text, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

std::int32_t take_fraction(std::string_view& text) {
  std::int32_t nanoseconds = 0;
  std::int32_t unit = 100'000'000;
  while (!text.empty() && digit(text.front())) {
    nanoseconds += unit * (text.front() - '0');
    unit /= 10;
    text.remove_prefix(1);
  }
  return nanoseconds;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *year < 1) return std::nullopt;
  Moment moment;
  moment.seconds = std::int64_t{std::chrono::sys_days{date}.time_since_epoch().count()} * 86400;
  if (text.empty()) return moment;

  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    const auto seconds = take_number(text, 2);
    if (!seconds || *seconds > 60) return std::nullopt;  // 60: a leap second
    second = *seconds;
    if (take(text, '.')) moment.nanoseconds = take_fraction(text);
  }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  moment.seconds += *hour * 3600 + *minute * 60 + second - *offset;
  return moment;
}

std::optional<Date> parse_date(std::string_view text) {
  const auto moment = parse_moment(text);
  if (!moment) return std::nullopt;
  const std::int64_t seconds = moment->seconds;
  return Date{static_cast<std::int32_t>(seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400))};
}

std::string to_string(Date date) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date.days}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string to_string(const Moment& moment) {
  const std::chrono::sys_seconds at{std::chrono::seconds{moment.seconds}};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z",
                     to_string(Date{static_cast<std::int32_t>(day.time_since_epoch().count())}), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

}  // namespace manara
