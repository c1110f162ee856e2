// Scores of CVSS 3.0 and 3.1: specification documents, 7.1 to 7.3 (3.0: 8.1 to 8.3), and appendix A of 3.1 for its
// rounding. Everything but the 13th and 15th power of a changed scope is exact in integers; the power is taken in
// integers too, to 10^-18, so that no platform's libm or fused multiplication moves a score over a tenth.
//
// The versions differ in two places: 3.0 rounds up to the next tenth, 3.1 first to the nearest 10^-5 (so that noise of
// binary fractions doesn't count), and the environmental formula of 3.1 tempers the impact of a changed scope.
#include <algorithm>
#include <cstdint>

#include "scoring/cvss_metrics.h"

namespace manara::scoring {
namespace {

__extension__ using Wide = __int128;

constexpr auto& metrics = metrics_v3;
constexpr auto av = index_of(metrics, "AV"), ac = index_of(metrics, "AC"), pr = index_of(metrics, "PR");
constexpr auto ui = index_of(metrics, "UI"), s = index_of(metrics, "S");
constexpr auto c = index_of(metrics, "C"), i = index_of(metrics, "I"), a = index_of(metrics, "A");
constexpr auto e = index_of(metrics, "E"), rl = index_of(metrics, "RL"), rc = index_of(metrics, "RC");
constexpr auto cr = index_of(metrics, "CR"), ir = index_of(metrics, "IR"), ar = index_of(metrics, "AR");
constexpr auto mav = index_of(metrics, "MAV"), mac = index_of(metrics, "MAC"), mpr = index_of(metrics, "MPR");
constexpr auto mui = index_of(metrics, "MUI"), ms = index_of(metrics, "MS");
constexpr auto mc = index_of(metrics, "MC"), mi = index_of(metrics, "MI"), ma = index_of(metrics, "MA");

/// What the impact and exploitability formulas take: weights in hundredths.
struct Weights {
  int av, ac, pr, ui, c, i, a;
  bool scope_changed;
  int cr = 100, ir = 100, ar = 100;
};

/// Privileges weigh more where they lead out of the scope (specification 7.4).
int privileges(int weight, bool scope_changed) {
  if (!scope_changed) return weight;
  if (weight == 62) return 68;
  return weight == 27 ? 50 : weight;
}

Weights base_weights(const Cvss::Choices& choices) {
  const auto weight = [&](std::size_t metric) { return weight_of(metrics, choices, metric); };
  const bool changed = weight(s) != 0;
  return {weight(av), weight(ac), privileges(weight(pr), changed), weight(ui), weight(c), weight(i),
          weight(a),  changed};
}

Weights modified_weights(const Cvss::Choices& choices) {
  const auto weight = [&](std::size_t modified, std::size_t base) {
    const int given = weight_of(metrics, choices, modified);
    return given == as_base ? weight_of(metrics, choices, base) : given;
  };
  const bool changed = weight(ms, s) != 0;
  const int privilege = privileges(weight(mpr, pr), changed);
  return {weight(mav, av),
          weight(mac, ac),
          privilege,
          weight(mui, ui),
          weight(mc, c),
          weight(mi, i),
          weight(ma, a),
          changed,
          weight_of(metrics, choices, cr),
          weight_of(metrics, choices, ir),
          weight_of(metrics, choices, ar)};
}

/// x^n of a fraction x in 10^-18, cut off at 10^-18 after each step.
std::int64_t power(std::int64_t x, int n) {
  constexpr Wide one = 1'000'000'000'000'000'000;
  Wide result = one;
  for (; n > 0; --n)
    result = result * x / one;
  return static_cast<std::int64_t>(result);
}

enum class Formula : std::uint8_t { common, tempered };  // tempered: environmental of 3.1

/// (Modified) impact sub-score in 10^-14.
std::int64_t impact_of(const Weights& w, Formula formula) {
  constexpr std::int64_t one = 10'000;               // of a product of two weights
  constexpr std::int64_t ceiling = 915'000'000'000;  // 0.915; the base metrics stay below it by themselves
  const auto spared = [](std::int64_t weight, int requirement) { return one - weight * requirement; };
  const auto all_spared = spared(w.c, w.cr) * spared(w.i, w.ir) * spared(w.a, w.ar);
  const auto iss = std::min(one * one * one - all_spared, ceiling);  // 10^-12
  if (!w.scope_changed) return 642 * iss;
  const auto reduced = 752 * (iss - 29'000'000'000);
  constexpr std::int64_t offset = 20'000'000'000'000'000;  // 0.02 in 10^-18
  const auto penalty =
      formula == Formula::tempered ? power(iss * 973'100 - offset, 13) : power(iss * 1'000'000 - offset, 15);
  return reduced - static_cast<std::int64_t>(Wide{penalty} * 325 / 1'000'000);
}

/// Tenths of a value in 10^-16, by the version's own Roundup.
int round_up(CvssVersion version, std::int64_t value) {
  constexpr std::int64_t tenth = 1'000'000'000'000'000;
  constexpr std::int64_t hundred_thousandth = 100'000'000'000;
  if (version == CvssVersion::v3_1) {
    value = (value + hundred_thousandth / 2) / hundred_thousandth * hundred_thousandth;
  }
  return static_cast<int>((value + tenth - 1) / tenth);
}

int unweakened_tenths(CvssVersion version, const Weights& w, Formula formula) {
  const auto impact = impact_of(w, formula);
  if (impact <= 0) return 0;
  const auto exploitability = std::int64_t{822} * w.av * w.ac * w.pr * w.ui * 10'000;  // 10^-14
  constexpr std::int64_t ten = 100'000'000'000'000'000;                                // 10^-16
  return round_up(version, std::min((impact + exploitability) * (w.scope_changed ? 108 : 100), ten));
}

int temporal_tenths(CvssVersion version, const Cvss::Choices& choices, int tenths) {
  const auto weight = [&](std::size_t metric) -> std::int64_t { return weight_of(metrics, choices, metric); };
  return round_up(version, tenths * weight(e) * weight(rl) * weight(rc) * 1'000'000'000);
}

}  // namespace

CvssScore score_v3(CvssVersion version, const Cvss::Choices& choices) {
  const int base = unweakened_tenths(version, base_weights(choices), Formula::common);
  const auto formula = version == CvssVersion::v3_1 ? Formula::tempered : Formula::common;
  const int modified = unweakened_tenths(version, modified_weights(choices), formula);
  CvssScore score{.version = version,
                  .base = from_tenths(base),
                  .temporal = from_tenths(temporal_tenths(version, choices, base)),
                  .environmental = from_tenths(temporal_tenths(version, choices, modified)),
                  .overall = from_tenths(base)};
  if (defines(metrics, choices, MetricGroup::temporal)) score.overall = *score.temporal;
  if (defines(metrics, choices, MetricGroup::environmental)) score.overall = *score.environmental;
  return score;
}

}  // namespace manara::scoring
