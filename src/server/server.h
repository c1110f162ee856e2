/// HTTP/1.1 for the API's handler and the console's files, over TCP or TLS. One thread serves all sockets by fibers (64
/// KB of stack each, of which an idle one touches a few), a few more run handlers. Everything is bounded (options.h);
/// what is too much is refused quickly, with a reason.
///
/// Alone, without TLS, it listens on loopback only: passwords cross no network in the clear.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "api/http.h"
#include "base/result.h"
#include "server/options.h"

namespace manara::server {

struct Address {
  std::string host{};  ///< as it was bound: "127.0.0.1", "::"
  std::uint16_t port = 0;
  bool tls = false;

  [[nodiscard]] std::string url() const;  ///< "https://[::1]:8443"
};

/// What /metrics tells of it.
struct Load {
  std::uint64_t connections = 0, streams = 0, waiting = 0;  ///< now; `waiting`: for a handler's thread
  std::uint64_t answered = 0, refused = 0;  ///< since the start; `refused`: connections, for want of room
};

class Server {
 public:
  /// Listens when it returns. Errors: server_address_malformed, server_address_unknown, server_port_in_use,
  /// server_port_forbidden, server_needs_tls, server_failed, those of Tls::load.
  static Result<Server> start(Options options, api::Handler handler);

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();  ///< stops

  [[nodiscard]] const Address& address() const;
  [[nodiscard]] Load load() const;

  /// Takes no more connections and requests, closes idle ones, lets what runs end within Limits::drain_ms, then cuts. A
  /// handler can't be cut: it is waited for. True: all that ran was answered.
  bool stop();

 private:
  class Running;
  explicit Server(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace manara::server
