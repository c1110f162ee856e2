// Scores of CVSS vectors. A case is a line "VECTOR - (base, temporal, environmental)" (None: not
// defined), "VECTOR - (score,)" or "VECTOR - score" (4.0), or, of FIRST's macrovectors,
// "{'vector': VECTOR, 'score': score, …}".
#include "scoring/cvss.h"

#include <cmath>
#include <fmt/core.h>

#include "base/strings.h"
#include "suite.h"

namespace manara::conformance {
namespace {

using scoring::CvssVersion;

/// A score as the file writes it; nothing: "None".
std::optional<double> read_score(std::string_view text) {
  text = trim(text);
  const bool negative = take_prefix(text, "-");  // -0.0 stands for 0.0
  const auto value = parse_double(text);
  return value && negative ? -*value : value;
}

bool equal(double a, double b) {
  return std::abs(a - b) < 1e-9;
}

bool equal(std::optional<double> a, std::optional<double> b) {
  return a.has_value() == b.has_value() && (!a || equal(*a, *b));
}

bool holds(std::string_view vector, std::string_view expected) {
  const auto cvss = scoring::parse_cvss(vector);
  if (!cvss) return false;
  const auto score = cvss->score();
  take_prefix(expected, "(");
  take_suffix(expected, ")");
  take_suffix(expected, ",");
  const auto fields = split(expected, ',');
  if (fields.size() == 1) {
    const auto wanted = read_score(fields[0]);
    return cvss->version() == CvssVersion::v4_0 && wanted && equal(score.overall, *wanted);
  }
  if (fields.size() != 3 || cvss->version() == CvssVersion::v4_0) return false;
  return equal(score.base, read_score(fields[0])) && equal(score.temporal, read_score(fields[1])) &&
         equal(score.environmental, read_score(fields[2]));
}

std::string_view between(std::string_view line, std::string_view before, std::string_view after) {
  const auto rest = cut(line, before);
  const auto value = rest ? cut(rest->tail, after) : std::nullopt;
  return value ? value->head : std::string_view{};
}

bool holds(std::string_view line) {
  if (line.starts_with('{')) return holds(between(line, "'vector': '", "'"), between(line, "'score': ", ","));
  const auto halves = cut(line, " - ");
  return halves && holds(halves->head, trim(halves->tail));
}

/// Vectors without scores and scripts lie beside the cases.
bool has_cases(std::string_view text) {
  const auto first = text.substr(0, text.find('\n'));
  return first.starts_with("{'vector'") || first.find(" - ") != std::string_view::npos;
}

}  // namespace

void cvss(const std::string& path, Tally& tally) {
  for (const auto& file : files_below(path, "")) {
    const auto text = read_text(file);
    if (!has_cases(text)) continue;
    for (const auto line : split(text, '\n'))
      if (!trim(line).empty()) tally.check(holds(trim(line)), fmt::format("{}: {}", file, line));
  }
}

}  // namespace manara::conformance
