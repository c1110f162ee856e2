/// `--as-of`, the clock of a scan; without it today, in UTC.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "cli/command.h"

namespace manara::cli {

Date today();
/// Error: date_invalid.
Result<Date> clock_of(const Arguments& arguments);

}  // namespace manara::cli
