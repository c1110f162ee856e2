// crash N: N rounds of a node that is served, written to over HTTP, and killed. Ends with one line,
//
//     rounds N acknowledged A lost 0 twice 0 unequal 0
//
// and exit code 0 only where the last three are 0 and each round had its hundred. What SIGKILL can't show, that an
// fsync was there, tests/sim shows.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <unistd.h>

#include "base/strings.h"
#include "round.h"

using namespace manara;

namespace {

/// Rounds on one store, so that what was recovered is recovered again; then a new one, or reading all of it would take
/// longer each time.
constexpr std::uint64_t rounds_of_a_store = 8;

int run(std::uint64_t rounds, const std::string& program, const std::string& folder) {
  crash::Round sum;
  double longest = 0;
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
    const auto round = crash::run_round(program, folder, number);
    longest = std::max(longest, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    if (!round.why.empty()) {
      fmt::print(stderr, "round {}: {} ({} acknowledged)\n", number, round.why, round.acknowledged);
      return 1;
    }
    sum.acknowledged += round.acknowledged;
    sum.lost += round.lost;
    sum.twice += round.twice;
    sum.unequal += round.unequal;
  }
  fmt::print("longest round {:.2f} s\n", longest);
  fmt::print("rounds {} acknowledged {} lost {} twice {} unequal {}\n", rounds, sum.acknowledged, sum.lost, sum.twice,
             sum.unequal);
  return sum.lost + sum.twice + sum.unequal == 0 ? 0 : 1;
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
