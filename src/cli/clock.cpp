#include "cli/clock.h"

#include <chrono>

namespace manara::cli {

Date today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return Date{static_cast<std::int32_t>(now.time_since_epoch().count())};
}

Result<Date> clock_of(const Arguments& arguments) {
  const auto given = arguments.value("--as-of");
  if (!given) return today();
  const auto date = parse_date(*given);
  if (!date) return fail(Code{"date_invalid"}, {*given});
  return *date;
}

}  // namespace manara::cli
