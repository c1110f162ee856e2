// bench_estate DATA INPUTS: a nation's million components against every advisory, two threads, up to the difference
// with the run before and the result safely on the disk; then every hundredth component again by plain look-ups.
#include <algorithm>
#include <cstring>
#include <fmt/core.h>
#include <sys/resource.h>

#include "app/data_folder.h"
#include "exposure/estate.h"
#include "exposure/group_matcher.h"
#include "exposure/matcher.h"
#include "io/file.h"
#include "table.h"
#include "text/catalogue.h"

namespace manara::bench {
namespace {

using exposure::Estate;
using exposure::EstatePair;
using exposure::Index;

constexpr unsigned threads = 2;
constexpr int runs = 5;

struct Steps {
  double evaluate = 0, difference = 0, write = 0;
  double evaluate_cpu = 0, cpu = 0;
  std::size_t opened = 0, closed = 0;
  [[nodiscard]] double all() const { return evaluate + difference + write; }
};

Result<Steps> run_once(const Estate& estate, const Index& index, const std::string& before, const std::string& after) {
  Steps steps;
  const auto cpu = used_cpu_s();
  const auto start = now_s();
  const auto pairs = estate.evaluate(index, threads);
  const auto evaluated = now_s();
  steps.evaluate_cpu = used_cpu_s() - cpu;
  MANARA_TRY(earlier, exposure::PairsFile::open(before));
  const auto diff = exposure::difference(earlier.pairs(), pairs);
  const auto compared = now_s();
  MANARA_CHECK(exposure::write_pairs(after, pairs));
  steps.write = now_s() - compared;
  steps.evaluate = evaluated - start;
  steps.difference = compared - evaluated;
  steps.cpu = used_cpu_s() - cpu;
  steps.opened = diff.opened.size();
  steps.closed = diff.closed.size();
  return steps;
}

/// The run before: one pair in a hundred was not known then, one in a hundred has gone since.
std::vector<EstatePair> run_before(const std::vector<EstatePair>& pairs) {
  std::vector<EstatePair> before;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i % 100 != 0) before.push_back(pairs[i]);
    if (i % 100 == 50) before.push_back({pairs[i].component, 0, pairs[i].vulnerability ^ 1U});
  }
  std::ranges::sort(before, {}, [](const EstatePair& pair) { return std::pair(pair.component, pair.vulnerability); });
  return before;
}

/// What a plain scan of one component finds, as the estate writes it.
std::vector<EstatePair> plain(const Estate& estate, const Index& index, std::uint32_t at) {
  const auto component = estate.component(at);
  const auto* ecosystem = index.ecosystem(component.ecosystem, component.release);
  std::vector<exposure::Match> matches;
  exposure::Matcher(index).match({ecosystem, component.name, component.version, {}, {}}, matches);
  std::vector<EstatePair> pairs;
  for (const auto& match : matches) {
    const auto* advisory = index.advisory(match.row->advisory);
    pairs.push_back({at, match.verdict == exposure::Verdict::affected ? 0U : 1U,
                     exposure::vulnerability_key(index, advisory->cluster)});
  }
  std::ranges::sort(pairs, {}, [](const EstatePair& pair) { return std::pair(pair.vulnerability, pair.undecided); });
  const auto twice = std::ranges::unique(pairs, {}, &EstatePair::vulnerability);
  pairs.erase(twice.begin(), twice.end());
  return pairs;
}

/// How many of every hundredth component come out otherwise by a plain look-up.
std::size_t differences(const Estate& estate, const Index& index, std::span<const EstatePair> pairs) {
  std::size_t wrong = 0;
  for (std::uint32_t at = 0; at < estate.size(); at += 100) {
    const auto [first, last] = std::ranges::equal_range(pairs, at, {}, &EstatePair::component);
    wrong += std::ranges::equal(plain(estate, index, at), std::ranges::subrange(first, last)) ? 0U : 1U;
  }
  return wrong;
}

double peak_mb() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

Result<int> measure(const std::string& data, const std::string& inputs) {
  MANARA_TRY(index, app::DataFolder(data).open_index());
  MANARA_TRY(estate, Estate::open(inputs + "/nation.estate"));
  const auto before = inputs + "/before.pairs";
  const auto after = inputs + "/after.pairs";
  MANARA_CHECK(exposure::write_pairs(before, run_before(estate.evaluate(index, threads))));
  Steps least;
  for (int i = 0; i < runs; ++i) {
    MANARA_TRY(steps, run_once(estate, index, before, after));
    if (i == 0 || steps.all() < least.all()) least = steps;
  }
  const auto peak = peak_mb();
  MANARA_TRY(file, exposure::PairsFile::open(after));
  const auto pairs = file.pairs();
  // What can't be saved: the estate's bytes through the processor once, and the result's onto the disk.
  MANARA_TRY(bytes, io::read_file(inputs + "/nation.estate", 1ULL << 32));
  std::string copy(bytes.size(), '\0');
  const auto copying = least_seconds(runs, [&] { std::memcpy(copy.data(), bytes.data(), bytes.size()); });
  MANARA_TRY(result, io::read_file(after, 1ULL << 32));
  Status written;
  const auto writing = least_seconds(runs, [&] { written = io::replace_file(after, result); });
  MANARA_CHECK(written);
  print_head();
  print_row(fmt::format("{} components, {} pairs, {} opened, {} closed", estate.size(), pairs.size(), least.opened,
                        least.closed),
            {.wall_s = least.all(), .cpu_s = least.cpu, .peak_mb = peak}, {.seconds = 2},
            "the estate copied in memory, the result written and synced", copying + writing);
  fmt::print(
      "\nevaluate {:.3f} s ({} threads, {:.3f} s of CPU, {:.0f} ns a component), difference {:.3f} s, write and sync "
      "{:.3f} s; "
      "the bound: copy {:.3f} s, write and sync {:.3f} s\n",
      least.evaluate, threads, least.evaluate_cpu, least.evaluate_cpu * 1e9 / static_cast<double>(estate.size()),
      least.difference, least.write, copying, writing);
  const auto wrong = differences(estate, index, pairs);
  fmt::print("every hundredth component by a plain look-up: {} differ\n", wrong);
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_estate DATA INPUTS\n");
    return 2;
  }
  const auto done = manara::bench::measure(argv[1], argv[2]);
  if (done) return *done;
  fmt::print(stderr, "{}\n", manara::text::sentence(manara::text::Language::en, done.error()));
  return 1;
}
