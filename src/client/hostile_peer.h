/// A server of a few lines that answers as it is told, for tests of who has to bear it.
#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <doctest/doctest.h>
#include <functional>
#include <mutex>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/strings.h"

namespace manara::client {

/// What is done with one connection: `socket` is closed behind it.
using Turn = std::function<void(int socket, std::string& heard)>;

inline void say(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// Hears a request to its end, by its Content-Length.
inline void hear(int socket, std::string& heard) {
  const auto begin = heard.size();
  std::size_t length = 0, head = std::string::npos;
  while (head == std::string::npos || heard.size() < head + 4 + length) {
    char buffer[8192];
    const auto count = ::recv(socket, buffer, sizeof buffer, 0);
    if (count <= 0) return;
    heard.append(buffer, static_cast<std::size_t>(count));
    head = heard.find("\r\n\r\n", begin);
    constexpr std::string_view name = "Content-Length: ";
    const auto at = heard.find(name, begin);
    if (head == std::string::npos || at == std::string::npos || at > head) continue;
    const auto value = at + name.size();
    length = parse_unsigned(std::string_view(heard).substr(value, heard.find('\r', value) - value)).value_or(0);
  }
}

/// Hears a request and says this, piece by piece where `pause_ms` lies between them.
inline Turn answering(std::vector<std::string> pieces, int pause_ms = 0) {
  return [pieces = std::move(pieces), pause_ms](int socket, std::string& heard) {
    hear(socket, heard);
    for (const auto& piece : pieces) {
      say(socket, piece);
      if (pause_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms));
    }
  };
}

/// One request after the other on a connection, an answer each.
inline Turn answering_each(std::vector<std::string> answers) {
  return [answers = std::move(answers)](int socket, std::string& heard) {
    for (const auto& answer : answers) {
      hear(socket, heard);
      say(socket, answer);
    }
  };
}

inline std::string with_length(std::string_view body, std::string_view status = "200 OK",
                               std::string_view headers = {}) {
  return "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}

/// On loopback; the turns in order, one connection after the other, the last one again and again.
class Peer {
 public:
  explicit Peer(std::vector<Turn> turns) : turns_(std::move(turns)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    REQUIRE(listener_ >= 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listener_, 16) == 0);
    ::socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  ~Peer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// What came over each connection that has ended; waits for so many.
  std::vector<std::string> heard(std::size_t least = 0) {
    for (int i = 0; i < 500; ++i) {
      {
        const std::lock_guard lock(mutex_);
        if (heard_.size() >= least) return heard_;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return {};
  }

 private:
  void serve() {
    for (std::size_t number = 0;; ++number) {
      const int socket = ::accept(listener_, nullptr, nullptr);
      if (socket < 0) return;
      // Nobody waits for a test that failed.
      const timeval patience{.tv_sec = 5, .tv_usec = 0};
      ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
      ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
      std::string heard;
      turns_[std::min(number, turns_.size() - 1)](socket, heard);
      {
        const std::lock_guard lock(mutex_);
        heard_.push_back(std::move(heard));
      }
      ::shutdown(socket, SHUT_WR);
      ::close(socket);
    }
  }

  std::vector<Turn> turns_;
  int listener_;
  std::uint16_t port_ = 0;
  std::mutex mutex_{};
  std::vector<std::string> heard_{};
  std::thread thread_{};
};

}  // namespace manara::client
