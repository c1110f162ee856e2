/// Server-Sent Events (WHATWG HTML, "Server-sent events"): a handler answers with one of these, keeps its half, and
/// says what happens from any thread; the server writes it to whoever listens. The queue is bounded: who does not keep
/// up is cut off, comes back with the id it saw last (the browser does that by itself) and is told what it missed.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace manara::api {

struct Event {
  std::string id{};    ///< what Last-Event-ID will say; "": none
  std::string name{};  ///< "": message
  std::string data{};  ///< any text; line ends are kept
};

/// The event as it is sent. Line ends in id or name would make other fields: they are left out there.
std::string event_text(const Event& event);

class EventStream {
 public:
  explicit EventStream(std::size_t most_bytes = 256 << 10) : most_bytes_(most_bytes) {}

  /// False: nobody listens any more, or did not keep up; whoever speaks lets go of it.
  bool say(const Event& event);
  /// After what was said nothing more comes.
  void close();
  [[nodiscard]] bool closed() const;

  /// The listener's half. `ready` is called, from whoever's thread, when there is something to take; never after
  /// `listen({})` has returned.
  void listen(std::function<void()> ready);
  struct Taken {
    std::string text{};
    bool ended = false;
  };
  Taken take();

 private:
  void wake();  // with the mutex held, so that no call outlives listen({})

  const std::size_t most_bytes_;
  mutable std::mutex mutex_{};
  std::string waiting_{};
  std::function<void()> ready_{};
  bool closed_ = false;
};

}  // namespace manara::api
