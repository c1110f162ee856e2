/// A connection as the protocol sees it: bytes come and go, each with a time until when; calls look as if they blocked.
/// Under them are fibers (Asio's stackful coroutines) on the server's one thread; in tests, a text.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace manara::server {

using Clock = std::chrono::steady_clock;
using Until = Clock::time_point;

enum class Went : std::uint8_t { well, late, ended };  ///< ended: the other side, the line, or the server as it stops

struct Came {
  Went went = Went::well;
  std::size_t bytes = 0;
};

class Wire {
 public:
  Wire() = default;
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  virtual ~Wire() = default;

  virtual Came read(std::span<char> into, Until until) = 0;
  /// All of both; each 64 KB may take so long.
  virtual Went write(std::string_view head, std::string_view body, std::int64_t piece_ms) = 0;
  /// No more is written: the other side is told.
  virtual void end_writing() = 0;
  /// Between requests: a server that stops need not wait for this connection.
  virtual void set_idle(bool idle) = 0;

  /// Runs work on a handler's thread, and waits for it. False: too much waits already, it was not run.
  virtual bool run(std::function<void()> work) = 0;
  /// Sleeps until what waker() gave is called, or the time (late), or the other side's end.
  virtual Went sleep(Until until) = 0;
  /// May be called from any thread, as long as the connection is there.
  virtual std::function<void()> waker() = 0;
};

}  // namespace manara::server
