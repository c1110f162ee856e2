/// What a server is told: where it listens, whom it answers, and what it grants nobody more of. Times are milliseconds.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "base/error.h"
#include "io/spool.h"
#include "server/assets.h"

namespace manara::server {

/// Bodies below a path may be this large; the longest prefix decides.
struct BodyLimit {
  std::string prefix{};
  std::uint64_t bytes = 0;
};

struct Limits {
  std::size_t head_bytes = 16 << 10;
  std::size_t target_bytes = 8 << 10;
  std::size_t headers = 100;
  std::uint64_t body_bytes = 1 << 20;
  std::vector<BodyLimit> bodies{};
  std::size_t body_in_memory_bytes = 64 << 10;  ///< what is longer goes to a file

  std::int64_t head_ms = 10'000;       ///< from a request's first byte (or the handshake's) to the end of its head
  std::int64_t idle_ms = 60'000;       ///< between requests
  std::int64_t body_ms = 10'000;       ///< in which a body, as long as it lasts, must come on by so much as
  std::int64_t body_least_bps = 2048;  ///< … these bytes a second make: who sends less is cut off
  std::int64_t write_ms = 30'000;      ///< for each 64 KB of an answer
  std::int64_t linger_ms = 1'000;      ///< that a refused client may go on sending what nobody reads
  std::int64_t heartbeat_ms = 15'000;  ///< between comments to a listener to whom nothing is said
  std::int64_t drain_ms = 20'000;      ///< that running requests are given by stop()

  std::size_t connections = 4096;
  std::size_t connections_per_address = 256;  ///< behind a proxy: requests at the same time
  std::size_t queue = 256;                    ///< requests that wait for a handler's thread
};

/// Whether a reverse proxy stands in front, whose X-Forwarded-For and X-Forwarded-Proto are believed. Then nobody but
/// it may reach the port.
enum class Proxy : std::uint8_t { none, trusted };

/// What the access log may know: nothing that says who, or about whom.
struct Access {
  std::string method{};
  std::string route{};  ///< of the answer, else the path without what may be a name or an id
  int status = 0;
  double ms = 0;  ///< from the head's end to the answer's
  std::uint64_t bytes_in = 0, bytes_out = 0;
};

/// The line as JSON: {"method":"GET","route":"/api/organisations/{}","status":200,"ms":1.2,"in":0,"out":512}.
std::string access_line(const Access& access);

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;            ///< 0: any that is free
  std::string certificate{}, key{};  ///< PEM files, read again when they change; "": no TLS
  Proxy proxy = Proxy::none;
  std::vector<std::string> hosts{};      ///< names it answers to, beside localhost and the address itself; without port
  std::size_t threads = 4;               ///< that run handlers
  std::shared_ptr<io::Spools> spools{};  ///< for bodies that go to a file; nullptr: 1 GB of $TMPDIR or /tmp
  /// Asked by the head alone, on a handler's thread, before more of a body is taken than stays in memory. {}: nobody
  /// is turned away.
  api::Welcome welcome{};
  /// Told of a request that no handler is asked about, for its Host or its Origin; on a handler's thread.
  std::function<void(const api::Request&, const Error&)> refused{};
  std::span<const Asset> assets{};  ///< outlive the server
  Limits limits{};
  std::function<void(const Access&)> access{};  ///< called on the server's own thread: must be quick
  std::function<void(const Error&)> trouble{};  ///< what its owner should know: called on any thread
};

}  // namespace manara::server
