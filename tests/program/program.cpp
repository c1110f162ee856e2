#include "program.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace manara::program_test {
namespace {

using Clock = std::chrono::steady_clock;

void limit(int what, std::uint64_t bytes) {
  const rlimit both{bytes, bytes};
  ::setrlimit(static_cast<__rlimit_resource_t>(what), &both);
}

/// Between fork and exec: nothing here may allocate.
[[noreturn]] void become(const char* file, char* const* arguments, const Bounds& bounds, int in, int out) {
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::close_range(3, ~0U, 0);
  if (memory_counts()) limit(RLIMIT_AS, bounds.memory_bytes);
  if (bounds.file_bytes > 0) limit(RLIMIT_FSIZE, bounds.file_bytes);
  limit(RLIMIT_CORE, 0);
  ::signal(SIGPIPE, SIG_DFL);
  ::alarm(bounds.seconds);
  ::execvp(file, arguments);
  ::_exit(127);
}

/// Feeds and drains the process until both ends are closed.
void talk(int to, int from, const Input& input, Ended& ended) {
  std::string_view piece;
  std::array<char, 65536> buffer{};
  for (bool writing = to >= 0, reading = true; writing || reading;) {
    if (writing && piece.empty()) {
      piece = input ? input() : std::string_view{};
      if (piece.empty()) {
        ::close(to);
        writing = false;
      }
    }
    std::array<pollfd, 2> waits{{{from, POLLIN, 0}, {writing ? to : -1, POLLOUT, 0}}};
    if (::poll(waits.data(), waits.size(), -1) < 0) continue;
    if (waits[0].revents != 0) {
      const auto got = ::read(from, buffer.data(), buffer.size());
      if (got > 0) {
        ended.output.append(buffer.data(), static_cast<std::size_t>(got));
      } else if (got == 0) {
        // Nobody is left who writes: then nobody reads either.
        if (writing) ::close(to);
        return;
      }
    }
    if (writing && waits[1].revents != 0) {
      const auto put = ::write(to, piece.data(), piece.size());
      if (put > 0) {
        piece.remove_prefix(static_cast<std::size_t>(put));
        ended.input_bytes += static_cast<std::uint64_t>(put);
      } else if (errno != EAGAIN && errno != EINTR) {
        ::close(to);
        writing = false;
      }
    }
  }
}

Ended run_program(const std::vector<std::string>& words, const Bounds& bounds, const Input& input) {
  ::signal(SIGPIPE, SIG_IGN);
  std::vector<char*> arguments;
  for (const auto& word : words)
    arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) return {};
  const auto start = Clock::now();
  const auto child = ::fork();
  if (child == 0) become(words.front().c_str(), arguments.data(), bounds, in[0], out[1]);
  ::close(in[0]);
  ::close(out[1]);
  ::fcntl(in[1], F_SETFL, O_NONBLOCK);
  Ended ended;
  std::thread killer;
  if (bounds.kill_after) {
    killer = std::thread([child, after = *bounds.kill_after] {
      std::this_thread::sleep_for(after);
      ::kill(child, SIGKILL);
    });
  }
  talk(in[1], out[0], input, ended);
  ::close(out[0]);
  // The number stays the child's until it is waited for, so the kill can't meet another process.
  if (killer.joinable()) killer.join();
  int status = 0;
  rusage usage{};
  while (::wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  ended.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  if (WIFEXITED(status)) ended.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  ended.peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) << 10;
  return ended;
}

}  // namespace

bool memory_counts() {
  return slowness() == 1;
}

unsigned slowness() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return 8;
#else
  return 1;
#endif
}

Ended run(const std::vector<std::string>& arguments, const Bounds& bounds, const Input& input) {
  std::vector<std::string> words{MANARA_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run_program(words, bounds, input);
}

Ended run_shell(const std::string& command, const Bounds& bounds) {
  const std::string program = MANARA_PROGRAM;
  const auto folder = program.substr(0, program.rfind('/'));
  return run_program({"/bin/sh", "-c", "PATH='" + folder + "':$PATH; " + command}, bounds, {});
}

}  // namespace manara::program_test
