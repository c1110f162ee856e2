/// `--fail-on`: what turns a scan's result into an exit code.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "exposure/scan.h"

namespace manara::cli {

struct FailOn {
  enum class Kind : std::uint8_t { nothing, known_exploited, due, severity } kind = Kind::nothing;
  std::int32_t days = 0;  ///< due: within that many days of the scan's day
  double score = 0;       ///< severity: CVSS at or above
};

/// "known-exploited", "due:DAYS", "critical", "high", "medium", "low"; nothing where not given. Error: fail_on_invalid.
Result<FailOn> parse_fail_on(const std::optional<std::string>& text);

/// Only `affected` rows trip 1; `undecided` rows, and for a severity those without a score, count as not assessed.
int exit_code(const exposure::ScanResult& result, const FailOn& level, bool allow_not_assessed);

}  // namespace manara::cli
