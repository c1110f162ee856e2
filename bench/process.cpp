#include "process.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace manara::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Cost run_all(const std::vector<Command>& commands) {
  Cost sum;
  for (const auto& command : commands) {
    const auto cost = run(command);
    sum.wall_s += cost.wall_s;
    sum.cpu_s += cost.cpu_s;
    sum.peak_mb = std::max(sum.peak_mb, cost.peak_mb);
    if (cost.exit_code != 0) sum.exit_code = cost.exit_code;
  }
  return sum;
}

}  // namespace

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double used_cpu_s() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

Cost run(const Command& command) {
  std::vector<char*> arguments;
  for (const auto& part : command)
    arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&quiet, stream, "/dev/null", O_WRONLY, 0);
  const auto start = now_s();
  pid_t child = 0;
  Cost cost;
  const bool started = posix_spawnp(&child, arguments.front(), &quiet, nullptr, arguments.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&quiet);
  int status = 0;
  rusage used{};
  if (!started || ::wait4(child, &status, 0, &used) != child) {
    cost.exit_code = -1;
    return cost;
  }
  cost.wall_s = now_s() - start;
  cost.cpu_s = seconds(used.ru_utime) + seconds(used.ru_stime);
  cost.peak_mb = static_cast<double>(used.ru_maxrss) / 1024;
  cost.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return cost;
}

Cost least(int runs, const Command& command) {
  return least_of_all(runs, {command});
}

Cost least_of_all(int runs, const std::vector<Command>& commands) {
  auto least = run_all(commands);
  for (int i = 1; i < runs; ++i) {
    const auto cost = run_all(commands);
    least.wall_s = std::min(least.wall_s, cost.wall_s);
    least.cpu_s = std::min(least.cpu_s, cost.cpu_s);
    least.peak_mb = std::max(least.peak_mb, cost.peak_mb);
    least.exit_code = cost.exit_code;
  }
  return least;
}

}  // namespace manara::bench
