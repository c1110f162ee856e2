// Scores of CVSS 2.0: "A Complete Guide to the Common Vulnerability Scoring System Version 2.0", 3.2.1 to 3.2.3.
// Computed in integers, exactly, and rounded half up where the guide says round_to_1_decimal: in binary fractions a
// product that ends in 5 falls to either side (5.0 x 0.87 is one).
#include <algorithm>

#include "scoring/cvss_metrics.h"

namespace manara::scoring {
namespace {

__extension__ using Wide = __int128;

constexpr auto& metrics = metrics_v2;
constexpr auto av = index_of(metrics, "AV"), ac = index_of(metrics, "AC"), au = index_of(metrics, "Au");
constexpr auto c = index_of(metrics, "C"), i = index_of(metrics, "I"), a = index_of(metrics, "A");
constexpr auto e = index_of(metrics, "E"), rl = index_of(metrics, "RL"), rc = index_of(metrics, "RC");
constexpr auto cdp = index_of(metrics, "CDP"), td = index_of(metrics, "TD");
constexpr auto cr = index_of(metrics, "CR"), ir = index_of(metrics, "IR"), ar = index_of(metrics, "AR");

constexpr Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (; exponent > 0; --exponent)
    power *= 10;
  return power;
}

constexpr int round_half_up(Wide value, Wide unit) {
  return static_cast<int>((value + unit / 2) / unit);
}

/// BaseScore in tenths from an impact in 10^-20. The guide leaves open what a negative score means, which a low
/// requirement on a small impact gives: 0, the end of the scale.
int base_tenths(const Cvss::Choices& choices, Wide impact) {
  if (impact == 0) return 0;
  const auto weight = [&](std::size_t metric) -> Wide { return weight_of(metrics, choices, metric); };
  const Wide exploitability = 20 * weight(av) * weight(ac) * weight(au);                        // 10^-9
  const Wide sum = 6 * impact + 4 * exploitability * power_of_ten(11) - 15 * power_of_ten(20);  // 10^-21
  return std::max(0, round_half_up(sum * 1176, power_of_ten(23)));
}

int temporal_tenths(const Cvss::Choices& choices, int base) {
  const auto weight = [&](std::size_t metric) -> Wide { return weight_of(metrics, choices, metric); };
  return round_half_up(base * weight(e) * weight(rl) * weight(rc), power_of_ten(9));
}

/// The part of the impact that is not spared, in 10^-20; requirements in thousandths.
Wide impact_of(const Cvss::Choices& choices, int confidentiality, int integrity, int availability) {
  constexpr Wide one = 1'000'000;
  const auto spared = [&](std::size_t metric, int requirement) {
    return one - Wide{weight_of(metrics, choices, metric)} * requirement;
  };
  return 1041 * (one * one * one - spared(c, confidentiality) * spared(i, integrity) * spared(a, availability));
}

int environmental_tenths(const Cvss::Choices& choices) {
  const auto weight = [&](std::size_t metric) { return weight_of(metrics, choices, metric); };
  const Wide impact = std::min(impact_of(choices, weight(cr), weight(ir), weight(ar)), 10 * power_of_ten(20));
  const int adjusted = temporal_tenths(choices, base_tenths(choices, impact));
  const Wide with_damage = Wide{adjusted} * 1000 + Wide{100 - adjusted} * weight(cdp);  // 10^-4
  return round_half_up(with_damage * weight(td), 1'000'000);
}

}  // namespace

CvssScore score_v2(const Cvss::Choices& choices) {
  const int base = base_tenths(choices, impact_of(choices, 1000, 1000, 1000));
  CvssScore score{.version = CvssVersion::v2_0, .base = from_tenths(base), .overall = from_tenths(base)};
  if (defines(metrics, choices, MetricGroup::temporal)) {
    score.temporal = from_tenths(temporal_tenths(choices, base));
    score.overall = *score.temporal;
  }
  if (defines(metrics, choices, MetricGroup::environmental)) {
    score.environmental = from_tenths(environmental_tenths(choices));
    score.overall = *score.environmental;
  }
  return score;
}

}  // namespace manara::scoring
