/// GET /api/live?resources=organisations,contacts: Server-Sent Events that tell of changes while a list stands open.
///
///   event: changed
///   data: {"resource":"contacts","id":"…","revision":12}
///
/// Each listener hears of what they may see and of nothing else, not even that something happened elsewhere. A stream
/// ends after ten minutes; browsers come back by themselves, and are asked anew who they are. Whoever comes (back)
/// loads the list: nothing is told twice.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/api.h"
#include "api/events.h"
#include "base/clock.h"

namespace manara::api {

class Live {
 public:
  struct Limits {
    std::size_t streams = 2000;
    std::size_t streams_per_person = 16;  ///< the oldest ends
    std::int64_t life_ms = 10 * 60'000;
  };

  /// `nation`: holds all scopes.
  Live(access::ScopeId nation, Clock& clock, Limits limits) : nation_(nation), clock_(clock), limits_(limits) {}
  Live(access::ScopeId nation, Clock& clock) : Live(nation, clock, Limits()) {}

  /// On any thread.
  void tell(const Change& change);
  /// Ends streams whose time is over; once a minute looks at all.
  void tidy();
  /// Ends those whose listeners came with what is no longer good, or hold something else than they did: after whatever
  /// changes who may what.
  void look_again();
  /// The same of those of one person: after what changes nobody else.
  void look_again(const ledger::ActorId& person);
  void close();
  [[nodiscard]] std::size_t listeners() const;
  /// It lives as long as this.
  [[nodiscard]] Part part();

 private:
  struct Listener {
    std::shared_ptr<EventStream> stream{};
    ledger::ActorId person{};
    std::int64_t until_ms = 0;
    struct Sight {
      std::string resource{};
      access::Scope scope{};
    };
    std::vector<Sight> sights{};
    std::function<bool()> holds{};
  };
  Result<Response> listen(const Request& request, const Caller& caller);
  void look_at(const std::function<bool(const Listener&)>& chosen);
  [[nodiscard]] bool sees(const Listener& listener, const Change& change) const;

  const access::ScopeId nation_;
  Clock& clock_;
  const Limits limits_;
  mutable std::mutex mutex_{};
  std::vector<Listener> listeners_{};  // the oldest first
  std::int64_t looked_ms_ = 0;
};

}  // namespace manara::api
