/// Runs `manara` as a process, within bounds of memory and time, and says how it ended and what it took.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace manara::program_test {

struct Bounds {
  std::uint64_t memory_bytes = 1ULL << 30;  ///< of address space; not set where a sanitizer needs more for itself
  unsigned seconds = 30;                    ///< then it is ended by SIGALRM
  std::uint64_t file_bytes = 0;             ///< the largest file that it may write; 0: any
  /// Ended by SIGKILL after this long.
  std::optional<std::chrono::microseconds> kill_after{};
};

/// Gives the bytes of standard input piece by piece; an empty piece is the end.
using Input = std::function<std::string_view()>;

struct Ended {
  int exit_code = -1;  ///< -1: by a signal
  int signal = 0;
  std::string output{};  ///< standard output and error
  double seconds = 0;
  std::uint64_t peak_bytes = 0;   ///< of resident memory
  std::uint64_t input_bytes = 0;  ///< taken from standard input
  [[nodiscard]] bool says(std::string_view text) const { return output.find(text) != std::string::npos; }
};

/// `manara` with these arguments. Its standard input is empty where no `input` is given.
Ended run(const std::vector<std::string>& arguments, const Bounds& bounds = {}, const Input& input = {});

/// A command of the shell, with the folder of `manara` first in PATH.
Ended run_shell(const std::string& command, const Bounds& bounds = {});

/// Whether bounds of memory mean something in this build.
bool memory_counts();
/// How many times slower than the optimised program this build's is: so much less work goes into the same bound of
/// time.
unsigned slowness();

}  // namespace manara::program_test
