#include "cli/fail_on.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "cli/command.h"

namespace manara::cli {
namespace {

struct Threshold {
  std::string_view name;
  double score;
};
// The lower ends of the qualitative scale of CVSS 3 and 4.
constexpr std::array<Threshold, 4> thresholds{{{"critical", 9.0}, {"high", 7.0}, {"medium", 4.0}, {"low", 0.1}}};

bool trips(const exposure::ScanResult& result, const exposure::Exposure& row, const FailOn& level) {
  if (row.state != exposure::State::affected) return false;
  const auto& known = result.assessments[row.assessment];
  switch (level.kind) {
    case FailOn::Kind::known_exploited: return known.kev.has_value();
    case FailOn::Kind::due: return row.due.date && *row.due.date <= result.as_of + level.days;
    case FailOn::Kind::severity: return known.cvss && known.cvss->score >= level.score;
    case FailOn::Kind::nothing: break;
  }
  return false;
}

/// What nobody has scored, or dated, may be above the level or below it: it was not assessed by that measure.
bool not_judged(const exposure::ScanResult& result, const exposure::Exposure& row, const FailOn& level) {
  if (row.state == exposure::State::undecided) return true;
  if (row.state != exposure::State::affected) return false;
  if (level.kind == FailOn::Kind::severity) return !result.assessments[row.assessment].cvss;
  return level.kind == FailOn::Kind::due && row.due.days && !row.due.date;
}

}  // namespace

Result<FailOn> parse_fail_on(const std::optional<std::string>& text) {
  FailOn level;
  if (!text) return level;
  std::string_view rest = *text;
  if (rest == "known-exploited") {
    level.kind = FailOn::Kind::known_exploited;
    return level;
  }
  for (const auto& threshold : thresholds) {
    if (rest != threshold.name) continue;
    level.kind = FailOn::Kind::severity;
    level.score = threshold.score;
    return level;
  }
  if (take_prefix(rest, "due:")) {
    const auto days = parse_unsigned(rest);
    if (days && *days <= 36'500) {
      level.kind = FailOn::Kind::due;
      level.days = static_cast<std::int32_t>(*days);
      return level;
    }
  }
  return fail(Code{"fail_on_invalid"}, {*text});
}

int exit_code(const exposure::ScanResult& result, const FailOn& level, bool allow_not_assessed) {
  if (level.kind == FailOn::Kind::nothing) return exit_ok;
  const auto any = [&](auto test) { return std::ranges::any_of(result.exposures, test); };
  if (any([&](const exposure::Exposure& row) { return trips(result, row, level); })) return exit_found;
  const bool unknown = any([&](const exposure::Exposure& row) { return not_judged(result, row, level); });
  return (unknown || !result.not_assessed.empty()) && !allow_not_assessed ? exit_not_assessed : exit_ok;
}

}  // namespace manara::cli
