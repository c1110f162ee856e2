/// The metrics of every CVSS version with their values and weights: what the parser accepts and what the scores are
/// computed from. One table a version; private to this folder.
/// Sources: CVSS v2 Complete Guide (FIRST, 2007) 2 and 3.2; CVSS v3.0/v3.1 Specification 2 to 4, 7.4; CVSS v4.0
/// Specification 2 to 5, 8.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>

#include "scoring/cvss.h"

namespace manara::scoring {

enum class MetricGroup : std::uint8_t { base, temporal, environmental, supplemental };

/// Weights are integers: thousandths in 2.0, hundredths in 3.x, steps below the most severe value in 4.0.
struct MetricValue {
  std::string_view text{};
  int weight = 0;
};

/// The first value of a metric that isn't mandatory is "not defined" and stands for an absent metric.
struct Metric {
  static constexpr std::size_t max_values = 6;

  std::string_view name{};
  MetricGroup group = MetricGroup::base;
  std::array<MetricValue, max_values> values{};
  std::size_t count = 0;

  constexpr Metric() = default;
  constexpr Metric(std::string_view metric_name, MetricGroup metric_group, std::initializer_list<MetricValue> list)
      : name(metric_name), group(metric_group) {
    for (const auto& value : list)
      values[count++] = value;
  }
};

/// The weight of "not defined" of a modified metric, which then takes that of its base metric.
inline constexpr int as_base = -1;

// clang-format off
inline constexpr std::array<Metric, 14> metrics_v2{{
    {"AV", MetricGroup::base, {{"L", 395}, {"A", 646}, {"N", 1000}}},
    {"AC", MetricGroup::base, {{"H", 350}, {"M", 610}, {"L", 710}}},
    {"Au", MetricGroup::base, {{"M", 450}, {"S", 560}, {"N", 704}}},
    {"C", MetricGroup::base, {{"N", 0}, {"P", 275}, {"C", 660}}},
    {"I", MetricGroup::base, {{"N", 0}, {"P", 275}, {"C", 660}}},
    {"A", MetricGroup::base, {{"N", 0}, {"P", 275}, {"C", 660}}},
    {"E", MetricGroup::temporal, {{"ND", 1000}, {"U", 850}, {"POC", 900}, {"F", 950}, {"H", 1000}}},
    {"RL", MetricGroup::temporal, {{"ND", 1000}, {"OF", 870}, {"TF", 900}, {"W", 950}, {"U", 1000}}},
    {"RC", MetricGroup::temporal, {{"ND", 1000}, {"UC", 900}, {"UR", 950}, {"C", 1000}}},
    {"CDP", MetricGroup::environmental, {{"ND", 0}, {"N", 0}, {"L", 100}, {"LM", 300}, {"MH", 400}, {"H", 500}}},
    {"TD", MetricGroup::environmental, {{"ND", 1000}, {"N", 0}, {"L", 250}, {"M", 750}, {"H", 1000}}},
    {"CR", MetricGroup::environmental, {{"ND", 1000}, {"L", 500}, {"M", 1000}, {"H", 1510}}},
    {"IR", MetricGroup::environmental, {{"ND", 1000}, {"L", 500}, {"M", 1000}, {"H", 1510}}},
    {"AR", MetricGroup::environmental, {{"ND", 1000}, {"L", 500}, {"M", 1000}, {"H", 1510}}},
}};

// Scope weighs nothing by itself: 1 is "changed". The weights of PR are those of an unchanged scope (see cvss3.cpp).
inline constexpr std::array<Metric, 22> metrics_v3{{
    {"AV", MetricGroup::base, {{"N", 85}, {"A", 62}, {"L", 55}, {"P", 20}}},
    {"AC", MetricGroup::base, {{"L", 77}, {"H", 44}}},
    {"PR", MetricGroup::base, {{"N", 85}, {"L", 62}, {"H", 27}}},
    {"UI", MetricGroup::base, {{"N", 85}, {"R", 62}}},
    {"S", MetricGroup::base, {{"U", 0}, {"C", 1}}},
    {"C", MetricGroup::base, {{"H", 56}, {"L", 22}, {"N", 0}}},
    {"I", MetricGroup::base, {{"H", 56}, {"L", 22}, {"N", 0}}},
    {"A", MetricGroup::base, {{"H", 56}, {"L", 22}, {"N", 0}}},
    {"E", MetricGroup::temporal, {{"X", 100}, {"H", 100}, {"F", 97}, {"P", 94}, {"U", 91}}},
    {"RL", MetricGroup::temporal, {{"X", 100}, {"U", 100}, {"W", 97}, {"T", 96}, {"O", 95}}},
    {"RC", MetricGroup::temporal, {{"X", 100}, {"C", 100}, {"R", 96}, {"U", 92}}},
    {"CR", MetricGroup::environmental, {{"X", 100}, {"H", 150}, {"M", 100}, {"L", 50}}},
    {"IR", MetricGroup::environmental, {{"X", 100}, {"H", 150}, {"M", 100}, {"L", 50}}},
    {"AR", MetricGroup::environmental, {{"X", 100}, {"H", 150}, {"M", 100}, {"L", 50}}},
    {"MAV", MetricGroup::environmental, {{"X", as_base}, {"N", 85}, {"A", 62}, {"L", 55}, {"P", 20}}},
    {"MAC", MetricGroup::environmental, {{"X", as_base}, {"L", 77}, {"H", 44}}},
    {"MPR", MetricGroup::environmental, {{"X", as_base}, {"N", 85}, {"L", 62}, {"H", 27}}},
    {"MUI", MetricGroup::environmental, {{"X", as_base}, {"N", 85}, {"R", 62}}},
    {"MS", MetricGroup::environmental, {{"X", as_base}, {"U", 0}, {"C", 1}}},
    {"MC", MetricGroup::environmental, {{"X", as_base}, {"H", 56}, {"L", 22}, {"N", 0}}},
    {"MI", MetricGroup::environmental, {{"X", as_base}, {"H", 56}, {"L", 22}, {"N", 0}}},
    {"MA", MetricGroup::environmental, {{"X", as_base}, {"H", 56}, {"L", 22}, {"N", 0}}},
}};

// The subsequent system's scale begins at S (safety), which only the modified metrics have; hence H is 1 there. The
// threat metric E stands in the group that versions 2 and 3 call temporal.
inline constexpr std::array<Metric, 32> metrics_v4{{
    {"AV", MetricGroup::base, {{"N", 0}, {"A", 1}, {"L", 2}, {"P", 3}}},
    {"AC", MetricGroup::base, {{"L", 0}, {"H", 1}}},
    {"AT", MetricGroup::base, {{"N", 0}, {"P", 1}}},
    {"PR", MetricGroup::base, {{"N", 0}, {"L", 1}, {"H", 2}}},
    {"UI", MetricGroup::base, {{"N", 0}, {"P", 1}, {"A", 2}}},
    {"VC", MetricGroup::base, {{"H", 0}, {"L", 1}, {"N", 2}}},
    {"VI", MetricGroup::base, {{"H", 0}, {"L", 1}, {"N", 2}}},
    {"VA", MetricGroup::base, {{"H", 0}, {"L", 1}, {"N", 2}}},
    {"SC", MetricGroup::base, {{"H", 1}, {"L", 2}, {"N", 3}}},
    {"SI", MetricGroup::base, {{"H", 1}, {"L", 2}, {"N", 3}}},
    {"SA", MetricGroup::base, {{"H", 1}, {"L", 2}, {"N", 3}}},
    {"E", MetricGroup::temporal, {{"X", 0}, {"A", 0}, {"P", 1}, {"U", 2}}},
    {"CR", MetricGroup::environmental, {{"X", 0}, {"H", 0}, {"M", 1}, {"L", 2}}},
    {"IR", MetricGroup::environmental, {{"X", 0}, {"H", 0}, {"M", 1}, {"L", 2}}},
    {"AR", MetricGroup::environmental, {{"X", 0}, {"H", 0}, {"M", 1}, {"L", 2}}},
    {"MAV", MetricGroup::environmental, {{"X", as_base}, {"N", 0}, {"A", 1}, {"L", 2}, {"P", 3}}},
    {"MAC", MetricGroup::environmental, {{"X", as_base}, {"L", 0}, {"H", 1}}},
    {"MAT", MetricGroup::environmental, {{"X", as_base}, {"N", 0}, {"P", 1}}},
    {"MPR", MetricGroup::environmental, {{"X", as_base}, {"N", 0}, {"L", 1}, {"H", 2}}},
    {"MUI", MetricGroup::environmental, {{"X", as_base}, {"N", 0}, {"P", 1}, {"A", 2}}},
    {"MVC", MetricGroup::environmental, {{"X", as_base}, {"H", 0}, {"L", 1}, {"N", 2}}},
    {"MVI", MetricGroup::environmental, {{"X", as_base}, {"H", 0}, {"L", 1}, {"N", 2}}},
    {"MVA", MetricGroup::environmental, {{"X", as_base}, {"H", 0}, {"L", 1}, {"N", 2}}},
    {"MSC", MetricGroup::environmental, {{"X", as_base}, {"H", 1}, {"L", 2}, {"N", 3}}},
    {"MSI", MetricGroup::environmental, {{"X", as_base}, {"S", 0}, {"H", 1}, {"L", 2}, {"N", 3}}},
    {"MSA", MetricGroup::environmental, {{"X", as_base}, {"S", 0}, {"H", 1}, {"L", 2}, {"N", 3}}},
    {"S", MetricGroup::supplemental, {{"X"}, {"N"}, {"P"}}},
    {"AU", MetricGroup::supplemental, {{"X"}, {"N"}, {"Y"}}},
    {"R", MetricGroup::supplemental, {{"X"}, {"A"}, {"U"}, {"I"}}},
    {"V", MetricGroup::supplemental, {{"X"}, {"D"}, {"C"}}},
    {"RE", MetricGroup::supplemental, {{"X"}, {"L"}, {"M"}, {"H"}}},
    {"U", MetricGroup::supplemental, {{"X"}, {"Clear"}, {"Green"}, {"Amber"}, {"Red"}}},
}};
// clang-format on
static_assert(metrics_v4.size() <= Cvss::max_metrics);

constexpr std::span<const Metric> metrics_of(CvssVersion version) {
  switch (version) {
    case CvssVersion::v2_0: return metrics_v2;
    case CvssVersion::v3_0:
    case CvssVersion::v3_1: return metrics_v3;
    case CvssVersion::v4_0: return metrics_v4;
  }
  return {};
}

/// The place of a metric in its table, known when compiling: a name that isn't there doesn't compile.
template <std::size_t N>
consteval std::size_t index_of(const std::array<Metric, N>& metrics, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (metrics[i].name == name) return i;
  throw "no such metric";  // in a consteval function: the compiler's error
}

/// A chosen value's weight; of an absent metric, that of "not defined".
constexpr int weight_of(std::span<const Metric> metrics, const Cvss::Choices& choices, std::size_t metric) {
  const std::size_t choice = choices[metric];
  return metrics[metric].values[choice == 0 ? 0 : choice - 1].weight;
}

/// Whether any metric of the group is given a value other than "not defined".
constexpr bool defines(std::span<const Metric> metrics, const Cvss::Choices& choices, MetricGroup group) {
  for (std::size_t i = 0; i < metrics.size(); ++i)
    if (metrics[i].group == group && choices[i] > 1) return true;
  return false;
}

/// Base, temporal and environmental score in tenths, then as what is handed out.
CvssScore score_v2(const Cvss::Choices& choices);
CvssScore score_v3(CvssVersion version, const Cvss::Choices& choices);
CvssScore score_v4(const Cvss::Choices& choices);

constexpr double from_tenths(int tenths) {
  return tenths / 10.0;
}

}  // namespace manara::scoring
