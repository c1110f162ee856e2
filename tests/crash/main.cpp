// crash N: N rounds of a node that is served, written to over HTTP, and killed. Ends with one line,
//
//     rounds N acknowledged A lost 0 twice 0 unequal 0
//
// and exit code 0 only where the last three are 0, each round had its hundred and took no more than a second: of
// processor time, of this program and the one it kills. By the clock on the wall a round tells of what else the machine
// does; the longest is printed too. What SIGKILL can't show, that an fsync was there, tests/sim shows.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/strings.h"
#include "round.h"

using namespace manara;

namespace {

/// Rounds on one store, so that what was recovered is recovered again; then a new one, or reading all of it would take
/// longer each time.
constexpr std::uint64_t rounds_of_a_store = 8;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double most_seconds = 10;  // unoptimised, and each access looked at
#else
constexpr double most_seconds = 1;
#endif

/// Of this process and of those it has waited for.
double processor_seconds() {
  double sum = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    ::rusage used{};
    ::getrusage(who, &used);
    for (const auto& time : {used.ru_utime, used.ru_stime})
      sum += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  }
  return sum;
}

int run(std::uint64_t rounds, const std::string& program, const std::string& folder) {
  crash::Round sum;
  double longest = 0;
  double dearest = 0;
  for (std::uint64_t number = 0; number < rounds; ++number) {
    if (number % rounds_of_a_store == 0) {
      std::filesystem::remove_all(folder);
      std::filesystem::create_directories(folder);
      if (const auto why = crash::make_node(folder); !why.empty()) {
        fmt::print(stderr, "no node: {}\n", why);
        return 1;
      }
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto used = processor_seconds();
    const auto round = crash::run_round(program, folder, number);
    longest = std::max(longest, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    dearest = std::max(dearest, processor_seconds() - used);
    if (!round.why.empty()) {
      fmt::print(stderr, "round {}: {} ({} acknowledged)\n", number, round.why, round.acknowledged);
      return 1;
    }
    sum.acknowledged += round.acknowledged;
    sum.again += round.again;
    sum.lost += round.lost;
    sum.twice += round.twice;
    sum.unequal += round.unequal;
  }
  fmt::print("asked again {}; longest round {:.2f} s of processor time, {:.2f} s by the clock\n", sum.again, dearest,
             longest);
  fmt::print("rounds {} acknowledged {} lost {} twice {} unequal {}\n", rounds, sum.acknowledged, sum.lost, sum.twice,
             sum.unequal);
  return sum.lost + sum.twice + sum.unequal == 0 && dearest <= most_seconds ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto rounds = argc == 2 ? parse_unsigned(argv[1]) : std::nullopt;
  if (!rounds || *rounds == 0) {
    fmt::print(stderr, "usage: crash ROUNDS\n");
    return 2;
  }
  std::string name = (std::filesystem::temp_directory_path() / "manara-crash-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return 2;
  // It stands beside this program.
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "manara";
  const int code = run(*rounds, program.string(), name + "/node");
  std::filesystem::remove_all(name);
  return code;
}
