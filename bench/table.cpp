#include "table.h"

#include <cstdio>
#include <fmt/core.h>

namespace manara::bench {
namespace {

/// Three digits that say something: 2.31 s, 0.0042 s.
std::string seconds(double value) {
  return value >= 1 ? fmt::format("{:.2f}", value) : fmt::format("{:.3g}", value);
}

std::string judged(const std::string& value, double measured, double target) {
  if (target <= 0) return value;
  return fmt::format("{} (≤{:g}{})", value, target, measured <= target ? "" : ": missed");
}

}  // namespace

void print_head() {
  fmt::print("| what | wall s | CPU s | peak MB | bound, s | times the bound |\n|---|--:|--:|--:|---|--:|\n");
  std::fflush(stdout);
}

void print_row(const std::string& what, const Cost& cost, const Target& target, const std::string& bound,
               double bound_s) {
  const auto ratio = bound_s > 0 ? fmt::format("{:.1f}", cost.wall_s / bound_s) : std::string();
  fmt::print("| {} | {} | {} | {} | {} | {} |\n", what, judged(seconds(cost.wall_s), cost.wall_s, target.seconds),
             seconds(cost.cpu_s), judged(fmt::format("{:.0f}", cost.peak_mb), cost.peak_mb, target.mb),
             bound.empty() ? bound : bound + " " + seconds(bound_s), ratio);
  if (cost.exit_code != 0) fmt::print("<!-- {}: exit code {} -->\n", what, cost.exit_code);
  std::fflush(stdout);
}

void print_peer(const std::string& what, const Cost& cost, const Cost& ours) {
  fmt::print("| {} | {} | {} | {:.0f} | {:.0f} times our time, {:.1f} times our memory | |\n", what,
             seconds(cost.wall_s), seconds(cost.cpu_s), cost.peak_mb, cost.wall_s / ours.wall_s,
             cost.peak_mb / ours.peak_mb);
  if (cost.exit_code != 0) fmt::print("<!-- {}: exit code {} -->\n", what, cost.exit_code);
  std::fflush(stdout);
}

}  // namespace manara::bench
