/// As much of an HTTP client as a process needs that is about to be killed: one connection, one request after the
/// other.
#pragma once

#include <arpa/inet.h>
#include <cstdint>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace manara::crash {

struct Answer {
  int status = 0;
  std::string head{};
  std::string body{};

  /// The value of a header, by its name as it is sent; "" where there is none.
  [[nodiscard]] std::string header(std::string_view name) const {
    const auto at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

class Connection {
 public:
  /// To loopback.
  explicit Connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    ::sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket_ < 0 || ::connect(socket_, reinterpret_cast<const ::sockaddr*>(&to), sizeof to) != 0) end();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { end(); }

  /// `request`: whole, with its Content-Length. nullopt: whoever was asked is gone.
  std::optional<Answer> ask(const std::string& request) {
    if (socket_ < 0 || ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) return std::nullopt;
    std::string all;
    std::size_t head = std::string::npos;
    std::size_t length = 0;
    while (head == std::string::npos || all.size() < head + 4 + length) {
      char bytes[8192];
      const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
      if (got <= 0) return std::nullopt;
      all.append(bytes, static_cast<std::size_t>(got));
      if (head != std::string::npos) continue;
      head = all.find("\r\n\r\n");
      if (head == std::string::npos) continue;
      const Answer so_far{.head = all.substr(0, head + 2)};
      const auto value = so_far.header("Content-Length");
      length = value.empty() ? 0 : std::stoul(value);
    }
    return Answer{.status = std::stoi(all.substr(9, 3)), .head = all.substr(0, head + 2), .body = all.substr(head + 4)};
  }

 private:
  void end() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  int socket_;
};

}  // namespace manara::crash
