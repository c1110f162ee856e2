/// A server on loopback and clients that speak to it byte by byte, for tests. What a client waits for ends after five
/// seconds: a test fails, it does not hang.
#pragma once

#include <arpa/inet.h>
#include <chrono>
#include <cstring>
#include <doctest/doctest.h>
#include <mutex>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/strings.h"
#include "server/server.h"

namespace manara::server {

using std::chrono::milliseconds;

inline void pause(std::int64_t ms) {
  std::this_thread::sleep_for(milliseconds(ms));
}

/// Milliseconds that `work` takes.
template <typename Work>
std::int64_t took_ms(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start).count();
}

/// Whether it becomes true within five seconds.
template <typename Condition>
bool soon(const Condition& condition) {
  for (int i = 0; i < 500; ++i) {
    if (condition()) return true;
    pause(10);
  }
  return false;
}

struct Answer {
  int status = 0;  ///< 0: none came
  std::string head{}, body{};

  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto line : split(head, '\n')) {
      const auto halves = cut(line, ':');
      if (halves && iequals(halves->head, name)) return std::string(trim(halves->tail));
    }
    return {};
  }
};

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  Client(Client&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_), waiting_(std::move(other.waiting_)) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }

  [[nodiscard]] bool is_connected() const { return connected_; }
  [[nodiscard]] int socket() const { return socket_; }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  /// An answer by its Content-Length; none for what ends before.
  Answer answer(bool has_body = true) {
    Answer out;
    std::size_t end = 0;
    while ((end = waiting_.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return {};
    }
    out.head = waiting_.substr(0, end + 2);
    waiting_.erase(0, end + 4);
    const auto length = parse_unsigned(out.header("content-length")).value_or(0);
    while (has_body && waiting_.size() < length) {
      if (!more()) return {};
    }
    if (has_body) {
      out.body = waiting_.substr(0, length);
      waiting_.erase(0, length);
    }
    out.status = static_cast<int>(parse_unsigned(out.head.substr(9, 3)).value_or(0));
    return out;
  }

  Answer ask(std::string_view request) {
    send(request);
    return answer();
  }

  /// Reads until the text has come; false where the connection ends before.
  bool sees(std::string_view text) {
    while (waiting_.find(text) == std::string::npos) {
      if (!more()) return false;
    }
    return true;
  }

  /// The same, and forgets all that came.
  bool hears(std::string_view text) {
    const bool heard = sees(text);
    waiting_.clear();
    return heard;
  }

  /// Whether the other side ends it now, with nothing said before.
  bool ends() { return waiting_.empty() && !more() && ended_; }

 private:
  bool more() {
    char buffer[4096];
    const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
    ended_ = count == 0 || (count < 0 && errno == ECONNRESET);
    if (count <= 0) return false;
    waiting_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  bool connected_ = false, ended_ = false;
  std::string waiting_{};
};

inline std::string get(std::string_view path, std::string_view headers = {}) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(headers) + "\r\n";
}

inline std::string post(std::string_view path, std::string_view body, std::string_view headers = {}) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}

/// What the server told its owner, from whatever thread.
struct Told {
  std::mutex mutex{};
  std::vector<Access> access{};
  std::vector<Error> trouble{};

  std::size_t troubles() {
    const std::lock_guard lock(mutex);
    return trouble.size();
  }
};

inline Options telling(Told& told, Options options = {}) {
  options.access = [&told](const Access& access) {
    const std::lock_guard lock(told.mutex);
    told.access.push_back(access);
  };
  options.trouble = [&told](const Error& error) {
    const std::lock_guard lock(told.mutex);
    told.trouble.push_back(error);
  };
  return options;
}

inline Server started(Options options, api::Handler handler) {
  auto server = Server::start(std::move(options), std::move(handler));
  REQUIRE_MESSAGE(server.has_value(), (server ? "" : std::string(server.error().code.name())));
  return std::move(*server);
}

}  // namespace manara::server
