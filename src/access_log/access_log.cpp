#include "access_log/access_log.h"

#include <algorithm>
#include <chrono>

#include "access_log/rows.h"

namespace manara::access_log {
namespace {

constexpr std::size_t batch = 512;  // events that no longer wait for company
constexpr std::size_t looked_back = 64;
constexpr std::int64_t most_listed = 500;
constexpr auto retry_after = std::chrono::seconds(1);

bool may_repeat(const Event& event) {
  return event.kind == Kind::refusal || (event.kind == Kind::sign_in && event.result != "ok");
}

std::string joined(const std::vector<access::ScopeId>& scopes) {
  std::string out;
  for (const auto& scope : scopes)
    out += store::blob(scope).bytes;
  return out;
}

Status add(store::Operations& rows, const Row& row) {
  const auto& event = row.event;
  const auto person = event.person.empty() ? store::Value() : store::Value(store::blob(event.person));
  const auto item = event.item == IdBytes{} ? store::Value() : store::Value(store::blob(event.item));
  const auto scopes = joined(event.scopes);
  MANARA_CHECK(rows.run(
      "add_access_event",
      {row.index, event.at_ms, name_of(event.kind), person, std::string_view(event.resource), item, store::Blob{scopes},
       std::string_view(event.network), std::string_view(event.result), event.count, store::Blob{bytes_of(row.hash)}}));
  return {};
}

}  // namespace

Status append(store::Store& store, std::span<const Event> events) {
  return store.operate([&](store::Operations& rows) -> Status {
    // Read each time: `backup` and `serve` may both write.
    Row row{.index = -1};
    MANARA_CHECK(rows.query("last_access_event", {}, [&](const store::Row& last) {
      row.index = last.integer(0);
      row.hash = digest_in(last.blob(1));
      return false;
    }));
    for (const auto& event : events) {
      ++row.index;
      row.event = event;
      row.hash = hash_of(row.hash, row);
      MANARA_CHECK(add(rows, row));
    }
    return {};
  });
}

AccessLog::AccessLog(store::Pool& readers, store::Writer& writer, Clock& clock, const access::ScopeId& nation,
                     Settings settings)
    : readers_(readers), writer_(writer), clock_(clock), nation_(nation), settings_(settings) {
  thread_ = std::thread([this] { loop(); });
}

AccessLog::~AccessLog() {
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
  // Where the disk says no there is nobody left to tell.
  [[maybe_unused]] const auto written = write();
}

void AccessLog::loop() {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    changed_.wait(lock, [&] { return stopped_ || !waiting_.empty(); });
    changed_.wait_for(lock, std::chrono::milliseconds(settings_.gather_ms),
                      [&] { return stopped_ || waiting_.size() >= batch; });
    if (stopped_) break;
    lock.unlock();
    const auto written = write();
    lock.lock();
    if (!written) changed_.wait_for(lock, retry_after, [&] { return stopped_; });
  }
}

bool AccessLog::is_same(const Event& a, const Event& b) const {
  return a.kind == b.kind && a.person == b.person && a.resource == b.resource && a.item == b.item &&
         a.scopes == b.scopes && a.network == b.network && a.result == b.result;
}

void AccessLog::admit_stranger(Event& event) {
  const auto minute = event.at_ms / 60'000;
  if (minute != minute_) strangers_ = 0;
  minute_ = minute;
  if (strangers_++ < settings_.strangers_a_minute) return;
  event = {.kind = event.kind, .result = "too_many", .count = event.count, .at_ms = event.at_ms};
}

void AccessLog::queue(Event event) {
  const auto merged = [&] {
    const auto end = waiting_.rbegin() + static_cast<std::ptrdiff_t>(std::min(looked_back, waiting_.size()));
    const auto same = std::find_if(waiting_.rbegin(), end, [&](const Event& one) { return is_same(one, event); });
    if (same == end) return false;
    same->count += event.count;
    return true;
  };
  if (may_repeat(event)) {
    if (merged()) return;
    // Whoever guesses at an account is no more known than whoever names none.
    if (event.person.empty() || event.kind == Kind::sign_in) {
      admit_stranger(event);
      if (merged()) return;
    }
  }
  waiting_.push_back(std::move(event));
}

Status AccessLog::note(Event event) {
  event.at_ms = clock_.now_ms();
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.size() < settings_.waiting) {
      queue(std::move(event));
      changed_.notify_all();
      return {};
    }
  }
  const auto written = write();
  const std::scoped_lock lock(mutex_);
  if (written) {
    queue(std::move(event));
    return {};
  }
  ++missed_;
  return written;
}

Status AccessLog::write() {
  const std::scoped_lock one_batch(writing_);
  std::vector<Event> events;
  std::int64_t missed = 0;
  {
    const std::scoped_lock lock(mutex_);
    events.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(waiting_.end()));
    waiting_.clear();
    missed = std::exchange(missed_, 0);
  }
  if (missed > 0) events.push_back({.kind = Kind::missed, .count = missed, .at_ms = clock_.now_ms()});
  if (events.empty()) return {};
  const auto written = writer_.run([&](store::Store& store) { return append(store, events); });
  if (!written) {
    const std::scoped_lock lock(mutex_);
    missed_ += missed;
    if (missed > 0) events.pop_back();
    waiting_.insert(waiting_.begin(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
  }
  return written;
}

Result<std::vector<Row>> AccessLog::rows(const Question& question) {
  std::vector<Row> all;
  MANARA_TRY(reader, readers_.lend({{nation_}}));
  const auto kind = question.kind ? name_of(*question.kind) : std::string_view();
  const auto from = question.day ? *question.day * day_ms : INT64_MIN;
  const auto until = question.day ? from + day_ms : INT64_MAX;
  MANARA_CHECK(
      reader->query("access_events",
                    {question.before, kind, std::int64_t{question.person.empty() ? 0 : 1}, store::blob(question.person),
                     from, until, std::clamp<std::int64_t>(question.most, 1, most_listed)},
                    [&](const store::Row& row) {
                      all.push_back(row_in(row));
                      return true;
                    }));
  return all;
}

}  // namespace manara::access_log
