// Reading a vector: one table per version (cvss_metrics.h) says what may stand in it. Vectors nearly always keep the
// order of the specification, so each field is first looked for right after the one before it.
#include "scoring/cvss.h"

#include <cmath>

#include "base/strings.h"
#include "scoring/cvss_metrics.h"

namespace manara::scoring {
namespace {

// The longest vector of 4.0, all 32 metrics defined, has 178 bytes.
constexpr std::size_t max_vector_bytes = 256;

struct Prefix {
  std::string_view text;
  CvssVersion version;
};
constexpr Prefix prefixes[] = {{"CVSS:3.1/", CvssVersion::v3_1},
                               {"CVSS:3.0/", CvssVersion::v3_0},
                               {"CVSS:4.0/", CvssVersion::v4_0},
                               {"CVSS:2.0/", CvssVersion::v2_0}};

/// Removes the prefix; without one the vector is of version 2.
CvssVersion take_version(std::string_view& text) {
  for (const auto& prefix : prefixes)
    if (take_prefix(text, prefix.text)) return prefix.version;
  return CvssVersion::v2_0;
}

std::size_t find_metric(std::span<const Metric> metrics, std::string_view name, std::size_t expected) {
  for (std::size_t step = 0; step < metrics.size(); ++step) {
    const auto index = (expected + step) % metrics.size();
    if (metrics[index].name == name) return index;
  }
  return metrics.size();
}

/// 1 + the place of the value in the metric's list; 0: not in it.
std::uint8_t find_value(const Metric& metric, std::string_view text) {
  for (std::size_t i = 0; i < metric.count; ++i)
    if (metric.values[i].text == text) return static_cast<std::uint8_t>(i + 1);
  return 0;
}

bool read_fields(std::string_view text, std::span<const Metric> metrics, Cvss::Choices& choices) {
  std::size_t expected = 0;
  while (!text.empty()) {
    const auto end = text.find('/');
    const auto field = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const auto colon = field.find(':');
    if (colon == std::string_view::npos) return false;
    const auto metric = find_metric(metrics, field.substr(0, colon), expected);
    if (metric == metrics.size() || choices[metric] != 0) return false;
    choices[metric] = find_value(metrics[metric], field.substr(colon + 1));
    if (choices[metric] == 0) return false;
    expected = metric + 1;
  }
  for (std::size_t i = 0; i < metrics.size(); ++i)
    if (metrics[i].group == MetricGroup::base && choices[i] == 0) return false;
  return true;
}

}  // namespace

std::string_view to_string(CvssVersion version) {
  constexpr std::string_view names[] = {"2.0", "3.0", "3.1", "4.0"};
  return names[static_cast<std::size_t>(version)];
}

std::optional<Cvss> parse_cvss(std::string_view text) {
  text = trim(text);
  if (text.size() > max_vector_bytes) return std::nullopt;
  if (text.size() > 1 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
    if (text.starts_with("CVSS:")) return std::nullopt;  // brackets are a manner of version 2 alone
  }
  Cvss cvss(take_version(text));
  if (!read_fields(text, metrics_of(cvss.version_), cvss.choices_)) return std::nullopt;
  return cvss;
}

std::string_view Cvss::metric(std::string_view name) const {
  const auto metrics = metrics_of(version_);
  const auto index = find_metric(metrics, name, 0);
  if (index == metrics.size() || choices_[index] == 0) return {};
  return metrics[index].values[choices_[index] - 1U].text;
}

CvssScore Cvss::score() const {
  switch (version_) {
    case CvssVersion::v2_0: return score_v2(choices_);
    case CvssVersion::v3_0:
    case CvssVersion::v3_1: return score_v3(version_, choices_);
    case CvssVersion::v4_0: return score_v4(choices_);
  }
  return {};
}

Severity severity(CvssVersion version, double score) {
  if (version == CvssVersion::v2_0) {
    if (score < 4.0) return Severity::low;
    return score < 7.0 ? Severity::medium : Severity::high;
  }
  if (score <= 0.0) return Severity::none;
  if (score < 4.0) return Severity::low;
  if (score < 7.0) return Severity::medium;
  return score < 9.0 ? Severity::high : Severity::critical;
}

std::uint16_t pack(CvssVersion version, double score) {
  const auto tenths = static_cast<unsigned>(std::lround(score * 10));
  return static_cast<std::uint16_t>((static_cast<unsigned>(version) + 1) << 8 | tenths);
}

std::optional<PackedScore> unpack(std::uint16_t packed) {
  const int version = packed >> 8;
  const int tenths = packed & 0xff;
  if (version < 1 || version > 4 || tenths > 100) return std::nullopt;
  return PackedScore{static_cast<CvssVersion>(version - 1), from_tenths(tenths)};
}

}  // namespace manara::scoring
