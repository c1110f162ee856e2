/// Wires made of Asio's sockets and fibers; for server.cpp alone, which is the one file that knows Asio.
///
/// Times are kept by one timer for all connections, which looks four times in the shortest of the limits: a timer for
/// each read would cost two system calls' worth of work on every request.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/spawn.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <memory>

#include "server/handlers.h"
#include "server/wire.h"

namespace manara::server {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using PlainStream = Tcp::socket;
using TlsStream = asio::ssl::stream<Tcp::socket&>;

/// A connection as the timer sees it.
class Line {
 public:
  explicit Line(Tcp::socket& socket) : socket_(socket) {}

  void begin(Until until) {
    until_ = until;
    late_ = false;
  }
  Went end(const ErrorCode& error) {
    until_ = Until::max();
    if (!error) return Went::well;
    return late_ && !cut_ ? Went::late : Went::ended;
  }
  /// What is under way ends as late. Asked again and again: what ended just before was not stopped by it.
  void check(Until now) {
    if (now < until_) return;
    late_ = true;
    ErrorCode ignored;
    socket_.cancel(ignored);
  }
  /// The server stops: whoever only waits need not.
  void part() {
    if (idle_) cut();
    if (sleeping_ != nullptr) sleeping_->cancel();
  }
  void cut() {
    cut_ = true;
    ErrorCode ignored;
    socket_.close(ignored);
    if (sleeping_ != nullptr) sleeping_->cancel();
  }
  void set_idle(bool idle) { idle_ = idle; }
  void set_sleeping(asio::steady_timer* timer) { sleeping_ = timer; }
  [[nodiscard]] bool is_cut() const { return cut_; }
  [[nodiscard]] Tcp::socket& socket() { return socket_; }

 private:
  Tcp::socket& socket_;
  Until until_ = Until::max();
  bool late_ = false, idle_ = false, cut_ = false;
  asio::steady_timer* sleeping_ = nullptr;
};

/// Wakes a fiber from any thread.
struct Alarm {
  explicit Alarm(asio::io_context& context) : io(context), timer(context) {}
  asio::io_context& io;
  asio::steady_timer timer;
  std::atomic<bool> posted{false};
  bool rung = false;
  bool watching = false;  ///< a read is under way, which ends when the other side does
  bool gone = false;
  std::array<char, 16> nowhere{};
};

template <typename Stream>
class FiberWire final : public Wire {
 public:
  FiberWire(Stream& stream, Line& line, asio::io_context& io, Handlers& handlers, const bool& stopping,
            std::int64_t farewell_ms, asio::yield_context yield)
      : stream_(stream),
        line_(line),
        io_(io),
        handlers_(handlers),
        stopping_(stopping),
        farewell_ms_(farewell_ms),
        yield_(std::move(yield)) {}

  Came read(std::span<char> into, Until until) override {
    if (into.empty()) return {.went = Went::ended};
    if (Clock::now() >= until) return {.went = Went::late};
    ErrorCode error;
    line_.begin(until);
    const auto buffer = asio::buffer(into.data(), into.size());
    const auto bytes = said_farewell_ ? line_.socket().async_read_some(buffer, yield_[error])
                                      : stream_.async_read_some(buffer, yield_[error]);
    return {line_.end(error), bytes};
  }

  Went write(std::string_view head, std::string_view body, std::int64_t piece_ms) override {
    constexpr std::size_t piece = 64 << 10;
    while (!head.empty() || !body.empty()) {
      const std::array buffers = {asio::const_buffer(head.data(), head.size()),
                                  asio::const_buffer(body.data(), std::min(body.size(), piece))};
      ErrorCode error;
      line_.begin(Clock::now() + std::chrono::milliseconds(piece_ms));
      asio::async_write(stream_, buffers, yield_[error]);
      if (const auto went = line_.end(error); went != Went::well) return went;
      head = {};
      body.remove_prefix(std::min(body.size(), piece));
    }
    return Went::well;
  }

  void end_writing() override {
    stop_watching();
    ErrorCode error;
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      line_.begin(Clock::now() + std::chrono::milliseconds(farewell_ms_));
      stream_.async_shutdown(yield_[error]);
      line_.end(error);
    }
    line_.socket().shutdown(Tcp::socket::shutdown_send, error);
    said_farewell_ = true;
  }

  void set_idle(bool idle) override { line_.set_idle(idle); }

  bool run(std::function<void()> work) override {
    // This thread is the only one that adds: what is not full now is not full in a moment.
    if (handlers_.full()) return false;
    const auto initiate = [&](auto resume) {
      auto shared = std::make_shared<decltype(resume)>(std::move(resume));
      handlers_.add([work = std::move(work), shared, &io = io_] {
        work();
        // Moved, so that the fiber's last trace goes on its own thread.
        asio::post(io, std::move(*shared));
      });
    };
    asio::async_initiate<asio::yield_context, void()>(initiate, yield_);
    return true;
  }

  Went sleep(Until until) override {
    auto& alarm = *alarm_;
    if (std::exchange(alarm.rung, false)) return Went::well;
    watch();
    if (alarm.gone || line_.is_cut() || stopping_) return Went::ended;
    alarm.timer.expires_at(until);
    line_.set_sleeping(&alarm.timer);
    ErrorCode error;
    alarm.timer.async_wait(yield_[error]);
    line_.set_sleeping(nullptr);
    if (std::exchange(alarm.rung, false)) return Went::well;
    if (alarm.gone || line_.is_cut() || stopping_) return Went::ended;
    return Clock::now() >= until ? Went::late : Went::well;
  }

  std::function<void()> waker() override {
    if (!alarm_) alarm_ = std::make_shared<Alarm>(io_);
    return [alarm = alarm_] {
      if (alarm->posted.exchange(true)) return;
      asio::post(alarm->io, [alarm] {
        alarm->posted = false;
        alarm->rung = true;
        alarm->timer.cancel();
      });
    };
  }

 private:
  /// While a fiber sleeps nobody reads: the other side's end would not be seen before the next heartbeat. Bytes are no
  /// part of what it agreed to, and end it too.
  void watch() {
    if (std::exchange(alarm_->watching, true)) return;
    stream_.async_read_some(asio::buffer(alarm_->nowhere), [alarm = alarm_](const ErrorCode&, std::size_t) {
      alarm->watching = false;
      alarm->gone = true;
      alarm->timer.cancel();
    });
  }

  /// The read must have ended before its stream does.
  void stop_watching() {
    if (!alarm_) return;
    while (alarm_->watching) {
      ErrorCode ignored;
      line_.socket().cancel(ignored);
      alarm_->timer.expires_at(Until::max());
      alarm_->timer.async_wait(yield_[ignored]);
    }
  }

  Stream& stream_;
  Line& line_;
  asio::io_context& io_;
  Handlers& handlers_;
  const bool& stopping_;
  const std::int64_t farewell_ms_;
  asio::yield_context yield_;
  std::shared_ptr<Alarm> alarm_{};
  bool said_farewell_ = false;
};

}  // namespace manara::server
