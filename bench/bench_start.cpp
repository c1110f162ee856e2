// bench_start MANARA FOLDER: from the start of `manara serve` with the sample nation until /health answers, and the
// memory that it holds when nobody asks.
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/strings.h"
#include "io/descriptor.h"
#include "process.h"

namespace manara::bench {
namespace {

constexpr int runs = 15;
constexpr double start_target_ms = 300, memory_target_mb = 60;

/// `manara serve`, until this goes.
class Served {
 public:
  explicit Served(std::vector<std::string> command) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return;
    const io::Descriptor in(pipe[0]), out(pipe[1]);
    posix_spawn_file_actions_t streams;
    posix_spawn_file_actions_init(&streams);
    posix_spawn_file_actions_adddup2(&streams, out.get(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&streams, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (auto& one : command)
      arguments.push_back(one.data());
    arguments.push_back(nullptr);
    if (::posix_spawnp(&process_, arguments.front(), &streams, nullptr, arguments.data(), environ) != 0) process_ = -1;
    posix_spawn_file_actions_destroy(&streams);
    std::string said;
    std::array<char, 512> buffer{};
    while (process_ > 0 && said.find('\n') == std::string::npos) {
      const auto size = ::read(in.get(), buffer.data(), buffer.size());
      if (size <= 0) break;
      said.append(buffer.data(), static_cast<std::size_t>(size));
    }
    // "… http://127.0.0.1:43210 …"
    constexpr std::string_view before = "127.0.0.1:";
    const auto at = said.find(before);
    if (at == std::string::npos) return;
    auto rest = std::string_view(said).substr(at + before.size());
    const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    port_ = static_cast<std::uint16_t>(parse_unsigned(rest.substr(0, digits)).value_or(0));
  }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;
  ~Served() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }

  [[nodiscard]] bool is_healthy() const {
    const io::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (port_ == 0 || !socket ||
        ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      return false;
    constexpr std::string_view request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    if (::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) return false;
    std::array<char, 512> buffer{};
    const auto size = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
    return size > 0 && std::string_view(buffer.data(), static_cast<std::size_t>(size)).starts_with("HTTP/1.1 200");
  }

  [[nodiscard]] double resident_mb() const {
    std::ifstream status("/proc/" + std::to_string(process_) + "/status");
    for (std::string line; std::getline(status, line);) {
      std::string_view rest = line;
      if (!take_prefix(rest, "VmRSS:")) continue;
      take_suffix(rest, "kB");
      return static_cast<double>(parse_unsigned(trim(rest)).value_or(0)) / 1024;
    }
    return 0;
  }

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
};

int measure(const std::string& manara, const std::string& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::vector<std::string> place{"--data", folder + "/node", "--key-file", folder + "/key"};
  std::vector<std::string> init{manara,   "init",      "--nation",        "XX",           "--sample",
                                "--name", "en=Sample", "--administrator", "administrator"};
  init.insert(init.end(), place.begin(), place.end());
  if (run(init).exit_code != 0) {
    fmt::print("the sample nation could not be made\n");
    return 1;
  }
  std::vector<std::string> serve{manara, "serve", "--listen", "127.0.0.1:0"};
  serve.insert(serve.end(), place.begin(), place.end());
  std::vector<double> times;
  double memory_mb = 0;
  for (int i = 0; i < runs; ++i) {
    const auto start = now_s();
    const Served served(serve);
    if (!served.is_healthy()) {
      fmt::print("it does not answer\n");
      return 1;
    }
    times.push_back((now_s() - start) * 1000);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    memory_mb = std::max(memory_mb, served.resident_mb());
  }
  std::filesystem::remove_all(folder);
  std::ranges::sort(times);
  fmt::print("serve with the sample nation answers after {:.0f} ms (least of {}; middle {:.0f}; target < {:.0f})\n",
             times.front(), runs, times[times.size() / 2], start_target_ms);
  fmt::print("it holds {:.1f} MB when nobody asks (target < {:.0f})\n", memory_mb, memory_target_mb);
  return times.front() < start_target_ms && memory_mb < memory_target_mb ? 0 : 1;
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  return argc < 3 ? 1 : manara::bench::measure(argv[1], argv[2]);
}
