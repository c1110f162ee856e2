/// The access log of a node: an operational table, a chain of hashes, its heads in the ledger.
///
/// Events are written in batches by a thread of the log's own, so that nobody waits for it; what leaves as a file waits
/// until its event is on the disk (write()). Of a crash the events of the last fifth of a second are lost.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "access_log/event.h"
#include "access_log/practice.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::access_log {

struct Settings {
  std::int64_t kept_days = 400;
  std::int64_t most_rows = 5'000'000;  ///< of about 200 bytes; days that are over go before their time then
  std::size_t waiting = 8192;          ///< events that wait to be written
  std::int64_t gather_ms = 200;
  /// Rows a minute for what strangers do; whatever is more is counted in one, so that nobody fills the disk.
  std::size_t strangers_a_minute = 30;
};

struct Question {
  std::optional<Kind> kind{};
  access::PersonId person{};          ///< empty: anybody
  std::optional<std::int64_t> day{};  ///< since 1970-01-01
  std::int64_t before = INT64_MAX;    ///< rows below this index
  std::int64_t most = 50;
};

/// Appends to the chain, durable, in one transaction. For commands at the keyboard; a running node has an AccessLog.
Status append(store::Store& store, std::span<const Event> events);

class AccessLog {
 public:
  /// `nation`: the node's own scope, whose auditors may see it.
  AccessLog(store::Pool& readers, store::Writer& writer, Clock& clock, const access::ScopeId& nation,
            Settings settings = {});
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;
  /// Writes what waits.
  ~AccessLog();

  /// Kept soon; its time is now. Errors, those of the store, only where so much waits that no more may: whatever the
  /// event tells of must not be given then.
  Status note(Event event);
  /// What was noted is on the disk when it returns well.
  Status write();

  /// The newest first.
  Result<std::vector<Row>> rows(const Question& question);
  /// Once a minute is enough: heads of days that are over become entries, and rows older than they are kept for go, by
  /// whole days that have their head, which a row of kind `cut` says.
  Status tidy();

 private:
  void loop();
  bool is_same(const Event& a, const Event& b) const;
  void queue(Event event);
  /// What a stranger did, or, beyond their rows of this minute, no more than that there was something.
  void admit_stranger(Event& event);
  Status write_heads();
  Status cut();

  store::Pool& readers_;
  store::Writer& writer_;
  Clock& clock_;
  access::ScopeId nation_;
  Settings settings_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<Event> waiting_{};
  std::int64_t missed_ = 0;
  std::int64_t minute_ = 0;
  std::size_t strangers_ = 0;  ///< rows of this minute
  bool stopped_ = false;
  std::mutex writing_{};  ///< one batch at a time, in their order
  std::thread thread_{};
};

}  // namespace manara::access_log
