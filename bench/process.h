/// Whole processes, measured as a user pays for them: start, read, work, write, end.
#pragma once

#include <string>
#include <vector>

namespace manara::bench {

using Command = std::vector<std::string>;

struct Cost {
  double wall_s = 0;
  double cpu_s = 0;    ///< user and system, all threads
  double peak_mb = 0;  ///< the most memory it held at once (ru_maxrss)
  int exit_code = 0;   ///< -1: it did not start, or a signal ended it
};

/// Runs a program to its end, its output thrown away. The peak that the kernel tells of a child begins with the memory
/// of the process that started it, so the caller must be small itself while it measures.
Cost run(const Command& command);

/// Of several runs the least times, the highest peak and the last exit code: what disturbs a run only adds time to it.
Cost least(int runs, const Command& command);

/// The same of processes one after the other: their times added, the most memory of any, the last exit code that isn't
/// 0.
Cost least_of_all(int runs, const std::vector<Command>& commands);

/// Seconds that `work` takes, the least of several runs.
template <typename Work>
double least_seconds(int runs, const Work& work);

double now_s();       ///< of a clock that only goes forward
double used_cpu_s();  ///< by this process so far, all threads

template <typename Work>
double least_seconds(int runs, const Work& work) {
  double least = 0;
  for (int i = 0; i < runs; ++i) {
    const auto start = now_s();
    work();
    const auto took = now_s() - start;
    if (i == 0 || took < least) least = took;
  }
  return least;
}

}  // namespace manara::bench
