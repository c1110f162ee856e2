// bench_server [SECONDS]: a small read's requests a second against a bare Beast handler's, in turns, and what a
// thousand idle listeners to events hold in memory. Servers are processes of their own; the load is one thread with 32
// connections that ask again as soon as they are answered.
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fmt/core.h>
#include <fstream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <set>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/events.h"
#include "bare_beast.h"
#include "base/strings.h"
#include "io/descriptor.h"
#include "process.h"
#include "server/server.h"

namespace manara::bench {
namespace {

constexpr int connections = 32;
constexpr int rounds = 5;
constexpr int listeners = 1000;
constexpr std::string_view request =
    "GET /api/organisations/00112233445566778899aabbccddeeff HTTP/1.1\r\nHost: localhost\r\n"
    "Accept: application/json\r\nAccept-Language: fr\r\nCookie: session=00112233445566778899aabbccddeeff\r\n\r\n";

const std::string& body() {
  static const std::string text =
      R"({"id":"00112233445566778899aabbccddeeff","names":{"en":")" + std::string(200, 'x') + "\"}}";
  return text;
}

/// A server in a process of its own, which ends when this object does.
class Child {
 public:
  /// `serve` tells its port, then waits.
  template <typename Serve>
  explicit Child(const Serve& serve) {
    std::array<int, 2> up{}, down{};
    if (::pipe(up.data()) != 0 || ::pipe(down.data()) != 0) std::exit(1);
    process_ = ::fork();
    if (process_ == 0) {
      ::close(up[0]);
      ::close(down[1]);
      serve([&](std::uint16_t port) { return ::write(up[1], &port, sizeof port) == sizeof port; },
            [&] {
              char none = 0;
              while (::read(down[0], &none, 1) > 0) {
              }
            });
      ::_exit(0);
    }
    ::close(up[1]);
    ::close(down[0]);
    alive_ = io::Descriptor(down[1]);
    if (::read(up[0], &port_, sizeof port_) != sizeof port_) port_ = 0;
    ::close(up[0]);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  [[nodiscard]] std::uint16_t port() const { return port_; }

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

  /// The processor seconds that it took in all.
  double end() {
    if (process_ <= 0) return 0;
    alive_ = io::Descriptor();
    rusage used{};
    int status = 0;
    ::wait4(std::exchange(process_, -1), &status, 0, &used);
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
  }

 private:
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
  io::Descriptor alive_{};
};

io::Descriptor connect_to(std::uint16_t port) {
  io::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return io::Descriptor();
  const int on = 1;
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

bool ask(int socket) {
  return ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size());
}

/// Requests answered in so many seconds; 0 where one failed. An answer is over when the body's last byte has come.
std::uint64_t load(std::uint16_t port, double seconds) {
  std::vector<io::Descriptor> sockets;
  std::vector<pollfd> polls;
  for (int i = 0; i < connections; ++i) {
    sockets.push_back(connect_to(port));
    if (!sockets.back() || !ask(sockets.back().get())) return 0;
    polls.push_back({.fd = sockets.back().get(), .events = POLLIN, .revents = 0});
  }
  std::uint64_t count = 0;
  std::array<char, 8192> buffer{};
  const auto end = now_s() + seconds;
  while (now_s() < end) {
    if (::poll(polls.data(), polls.size(), 1000) <= 0) return 0;
    for (const auto& one : polls) {
      if (one.revents == 0) continue;
      const auto size = ::recv(one.fd, buffer.data(), buffer.size(), 0);
      if (size <= 0) return 0;
      if (!std::string_view(buffer.data(), static_cast<std::size_t>(size)).ends_with("\"}}")) continue;
      ++count;
      if (!ask(one.fd)) return 0;
    }
  }
  return count;
}

template <typename Ready, typename Wait>
void serve_ours(const Ready& ready, const Wait& wait) {
  std::set<std::shared_ptr<api::EventStream>> streams;
  std::mutex mutex;
  auto server = server::Server::start({.limits = {.connections_per_address = 100'000}}, [&](const api::Request& asked) {
    if (asked.path != "/events")
      return api::Response{.headers = {{"Content-Type", "application/json"}}, .body = body()};
    auto stream = std::make_shared<api::EventStream>();
    stream->say({.data = "hello"});
    const std::lock_guard lock(mutex);
    streams.insert(stream);
    return api::Response{.events = stream};
  });
  if (!server) ::_exit(1);
  ready(server->address().port);
  wait();
  server->stop();
}

struct Speed {
  std::vector<double> rates{};
  double cpu_us = 0;  ///< for a request, the least

  void add(std::uint64_t requests, double seconds, double cpu_s) {
    rates.push_back(static_cast<double>(requests) / seconds);
    const auto us = cpu_s * 1e6 / static_cast<double>(std::max<std::uint64_t>(requests, 1));
    cpu_us = cpu_us == 0 ? us : std::min(cpu_us, us);
  }
  [[nodiscard]] double median() {
    std::ranges::sort(rates);
    return rates[rates.size() / 2];
  }
};

int measure_requests(double seconds) {
  Speed ours, bare;
  for (int i = 0; i < rounds; ++i) {
    Child first([](const auto& ready, const auto& wait) { serve_ours(ready, wait); });
    const auto by_us = load(first.port(), seconds);
    ours.add(by_us, seconds, first.end());
    Child second([](const auto& ready, const auto& wait) { run_bare_beast(body(), ready, wait); });
    const auto by_beast = load(second.port(), seconds);
    bare.add(by_beast, seconds, second.end());
    if (by_us == 0 || by_beast == 0) {
      fmt::print("a request was not answered\n");
      return 1;
    }
  }
  const auto our_rate = ours.median(), bare_rate = bare.median();
  fmt::print("| server | requests/s | CPU µs a request |\n|---|---|---|\n");
  fmt::print("| manara, {} connections | {:.0f} | {:.1f} |\n", connections, our_rate, ours.cpu_us);
  fmt::print("| bare Beast handler | {:.0f} | {:.1f} |\n", bare_rate, bare.cpu_us);
  fmt::print("ratio {:.2f} (target ≥ 0.50)\n", our_rate / bare_rate);
  return our_rate >= bare_rate / 2 ? 0 : 1;
}

int measure_listeners() {
  Child server([](const auto& ready, const auto& wait) { serve_ours(ready, wait); });
  const auto before = server.resident_mb();
  std::vector<io::Descriptor> sockets;
  constexpr std::string_view events = "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n";
  std::array<char, 2048> buffer{};
  for (int i = 0; i < listeners; ++i) {
    auto socket = connect_to(server.port());
    if (!socket) break;
    ::send(socket.get(), events.data(), events.size(), MSG_NOSIGNAL);
    std::string heard;
    while (heard.find("hello") == std::string::npos) {
      const auto size = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
      if (size <= 0) break;
      heard.append(buffer.data(), static_cast<std::size_t>(size));
    }
    if (heard.find("hello") == std::string::npos) break;
    sockets.push_back(std::move(socket));
  }
  const auto after = server.resident_mb();
  fmt::print("{} idle listeners: {:.1f} MB, {:.1f} MB before them, {:.1f} KB each (target < 150 MB)\n", sockets.size(),
             after, before, (after - before) * 1024 / listeners);
  return sockets.size() == listeners && after < 150 ? 0 : 1;
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  using namespace manara::bench;
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = std::min<rlim_t>(files.rlim_max, 4096);
  ::setrlimit(RLIMIT_NOFILE, &files);
  const double seconds = argc > 1 ? manara::parse_double(argv[1]).value_or(2) : 2;
  const int requests = measure_requests(seconds);
  const int events = measure_listeners();
  return requests != 0 || events != 0 ? 1 : 0;
}
