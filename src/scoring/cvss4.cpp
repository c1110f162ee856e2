// The score of CVSS 4.0: specification document, section 8. A vector belongs to a macrovector of six equivalence sets;
// the score is the macrovector's, lowered by how far the vector lies below the macrovector's most severe vectors, in
// proportion to how far down the next macrovector is.
//
// The specification finds one most severe vector that is nowhere below the scored one, and adds up the steps between
// them. All most severe vectors of a set's level have the same sum of steps (its tables 24 to 30), so the sum
// alone gives the distance, and all of it is exact in integers.
#include <algorithm>
#include <array>

#include "scoring/cvss_metrics.h"

namespace manara::scoring {
namespace {

constexpr auto& metrics = metrics_v4;
constexpr auto av = index_of(metrics, "AV"), ac = index_of(metrics, "AC"), at = index_of(metrics, "AT");
constexpr auto pr = index_of(metrics, "PR"), ui = index_of(metrics, "UI");
constexpr auto vc = index_of(metrics, "VC"), vi = index_of(metrics, "VI"), va = index_of(metrics, "VA");
constexpr auto sc = index_of(metrics, "SC"), si = index_of(metrics, "SI"), sa = index_of(metrics, "SA");
constexpr auto e = index_of(metrics, "E");
constexpr auto cr = index_of(metrics, "CR"), ir = index_of(metrics, "IR"), ar = index_of(metrics, "AR");
constexpr auto mav = index_of(metrics, "MAV");

// EQ3 and EQ6 are not independent: five pairs of levels exist, (0,0) (0,1) (1,0) (1,1) (2,1), counted here as one set.
constexpr int levels_eq1 = 3, levels_eq2 = 2, levels_eq36 = 5, levels_eq4 = 3, levels_eq5 = 3;

struct MacroVector {
  int eq1, eq2, eq36, eq4, eq5;
};

// The scores of the 270 macrovectors in tenths, as FIRST's experts ranked them (published with the CVSS 4.0
// calculator, github.com/FIRSTdotorg/cvss-v4-calculator; facts, carried over with thanks). A row is one level of EQ3
// with EQ6; in it, EQ5 changes fastest, then EQ4.
// clang-format off
constexpr std::array<std::uint8_t, 270> macro_scores{
    // EQ1 0, EQ2 0
    100, 98, 95, 100, 93, 91, 93, 89, 81,
    99, 95, 92, 96, 87, 81, 90, 80, 68,
    98, 95, 90, 93, 89, 81, 88, 78, 69,
    95, 92, 84, 92, 81, 65, 80, 70, 48,
    92, 82, 72, 79, 69, 50, 69, 55, 27,
    // EQ1 0, EQ2 1
    99, 95, 92, 95, 90, 84, 92, 82, 72,
    97, 92, 85, 91, 83, 71, 81, 71, 53,
    95, 92, 85, 92, 80, 70, 84, 71, 50,
    93, 85, 73, 82, 72, 59, 70, 52, 30,
    86, 75, 52, 71, 52, 29, 63, 29, 17,
    // EQ1 1, EQ2 0
    98, 94, 91, 94, 86, 77, 87, 74, 63,
    95, 87, 81, 89, 74, 64, 75, 63, 49,
    94, 88, 76, 86, 74, 59, 72, 57, 52,
    89, 77, 67, 76, 58, 50, 57, 52, 25,
    83, 70, 54, 65, 58, 26, 53, 21, 13,
    // EQ1 1, EQ2 1
    95, 88, 76, 90, 75, 61, 77, 68, 52,
    90, 76, 70, 77, 62, 53, 66, 59, 30,
    89, 76, 62, 74, 57, 47, 61, 57, 24,
    78, 67, 58, 59, 57, 23, 52, 29, 16,
    71, 59, 30, 58, 26, 15, 23, 13, 6,
    // EQ1 2, EQ2 0
    93, 86, 75, 86, 74, 56, 70, 52, 40,
    87, 72, 58, 74, 61, 34, 54, 40, 22,
    85, 74, 62, 72, 55, 46, 53, 34, 19,
    75, 55, 51, 57, 41, 19, 36, 19, 8,
    64, 51, 20, 47, 21, 11, 24, 9, 4,
    // EQ1 2, EQ2 1
    88, 73, 60, 73, 59, 41, 54, 45, 20,
    75, 53, 50, 55, 40, 20, 43, 22, 11,
    75, 58, 40, 61, 48, 20, 46, 17, 8,
    55, 45, 21, 51, 18, 9, 18, 7, 2,
    53, 24, 14, 24, 12, 5, 10, 3, 1,
};
// clang-format on

constexpr int macro_score(const MacroVector& m) {
  const int row = (m.eq1 * levels_eq2 + m.eq2) * levels_eq36 + m.eq36;
  const int place = (row * levels_eq4 + m.eq4) * levels_eq5 + m.eq5;
  return macro_scores[static_cast<std::size_t>(place)];
}

// Per level: the steps of its most severe vectors (tables 24 to 30), and how many more the level is deep.
struct Level {
  int steps, depth;
};
constexpr Level of_eq1[] = {{0, 1}, {1, 4}, {3, 5}};
constexpr Level of_eq2[] = {{0, 1}, {1, 2}};
constexpr Level of_eq36[] = {{0, 7}, {3, 6}, {1, 8}, {3, 8}, {3, 10}};
constexpr Level of_eq4[] = {{1, 6}, {3, 5}, {6, 4}};

enum class Take : std::uint8_t { base, all };

/// The weight of every metric that counts, the modified ones taken in: steps below its most severe value.
std::array<int, mav> steps_of(const Cvss::Choices& choices, Take take) {
  std::array<int, mav> steps{};
  for (std::size_t metric = 0; metric < mav; ++metric) {
    if (take == Take::base && metrics[metric].group != MetricGroup::base) continue;  // "not defined": the worst, 0
    steps[metric] = weight_of(metrics, choices, metric);
    if (take == Take::base || metrics[metric].group != MetricGroup::base) continue;
    const int modified = weight_of(metrics, choices, mav + metric);  // in the same order as the base metrics
    if (modified != as_base) steps[metric] = modified;
  }
  return steps;
}
static_assert(index_of(metrics, "MAC") - mav == ac && index_of(metrics, "MSA") - mav == sa);

using Steps = std::array<int, mav>;

MacroVector macro_vector(const Steps& steps) {
  constexpr int high = 0;             // of the vulnerable system and the requirements
  constexpr int subsequent_high = 1;  // 0 is safety
  MacroVector m{};
  const int open = (steps[av] == 0 ? 1 : 0) + (steps[pr] == 0 ? 1 : 0) + (steps[ui] == 0 ? 1 : 0);
  constexpr int physical = 3;
  if (open != 3) m.eq1 = open > 0 && steps[av] != physical ? 1 : 2;
  m.eq2 = steps[ac] == 0 && steps[at] == 0 ? 0 : 1;
  const bool required = (steps[cr] == high && steps[vc] == high) || (steps[ir] == high && steps[vi] == high) ||
                        (steps[ar] == high && steps[va] == high);
  const int eq6 = required ? 0 : 1;
  if (steps[vc] == high && steps[vi] == high) {
    m.eq36 = eq6;
  } else if (steps[vc] == high || steps[vi] == high || steps[va] == high) {
    m.eq36 = 2 + eq6;
  } else {
    m.eq36 = 4;
  }
  if (steps[si] != 0 && steps[sa] != 0) {
    const int least = std::min({steps[sc], steps[si], steps[sa]});
    m.eq4 = least == subsequent_high ? 1 : 2;
  }
  m.eq5 = steps[e];
  return m;
}

/// The score of the next lower macrovector in each set; none: 0 steps are left in that set.
struct Lower {
  bool exists;
  int score;
};

Lower next_eq36(MacroVector m) {
  const auto at_level = [&m](int level) {
    m.eq36 = level;
    return macro_score(m);
  };
  switch (m.eq36) {
    case 0:  // two ways down, (0,1) and (1,0): the higher one
      return {true, std::max(at_level(1), at_level(2))};
    case 1:
    case 2: return {true, at_level(3)};
    case 3: return {true, at_level(4)};
    default: return {false, 0};
  }
}

Lower next(MacroVector m, int MacroVector::* set, int levels) {
  if (m.*set + 1 >= levels) return {false, 0};
  ++(m.*set);
  return {true, macro_score(m)};
}

int tenths(const Steps& steps) {
  const auto sum = [&steps](std::initializer_list<std::size_t> of) {
    int total = 0;
    for (const auto metric : of)
      total += steps[metric];
    return total;
  };
  constexpr int no_impact = 2 + 2 + 2 + 3 + 3 + 3;
  if (sum({vc, vi, va, sc, si, sa}) == no_impact) return 0;
  const auto m = macro_vector(steps);
  const int top = macro_score(m);

  // 840 is a multiple of every depth, 60 of every number of sets that have a lower macrovector.
  constexpr int depth_unit = 840, count_unit = 60;
  int lowered = 0;
  int count = 0;
  const auto lower = [&](Lower below, Level level, int distance) {
    if (!below.exists) return;
    ++count;
    lowered += (top - below.score) * (distance - level.steps) * (depth_unit / level.depth);
  };
  lower(next(m, &MacroVector::eq1, levels_eq1), of_eq1[m.eq1], sum({av, pr, ui}));
  lower(next(m, &MacroVector::eq2, levels_eq2), of_eq2[m.eq2], sum({ac, at}));
  lower(next_eq36(m), of_eq36[m.eq36], sum({vc, vi, va, cr, ir, ar}));
  lower(next(m, &MacroVector::eq4, levels_eq4), of_eq4[m.eq4], sum({sc, si, sa}));
  lower(next(m, &MacroVector::eq5, levels_eq5), Level{0, 1}, 0);  // its levels are single values: no step below

  constexpr int unit = depth_unit * count_unit;
  int score = top * unit;
  if (count > 0) score -= lowered * (count_unit / count);
  return std::max(0, (score + unit / 2) / unit);
}

}  // namespace

CvssScore score_v4(const Cvss::Choices& choices) {
  const int base = tenths(steps_of(choices, Take::base));
  const bool more =
      defines(metrics, choices, MetricGroup::temporal) || defines(metrics, choices, MetricGroup::environmental);
  const int overall = more ? tenths(steps_of(choices, Take::all)) : base;
  return {.version = CvssVersion::v4_0, .base = from_tenths(base), .overall = from_tenths(overall)};
}

}  // namespace manara::scoring
