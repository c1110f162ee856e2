// What the ledger is told of the log, and what goes when it is old.
#include <algorithm>

#include "access_log/access_log.h"
#include "access_log/rows.h"
#include "base/time.h"

namespace manara::access_log {
namespace {

/// The same head asked for twice is one entry; another one in its place is refused (draft_reused).
ledger::DraftId draft_of(std::int64_t first) {
  const auto digest = crypto::Sha256().update("manara access log head\n").update(std::to_string(first)).finish();
  ledger::DraftId draft;
  std::copy_n(digest.begin(), draft.bytes.size(), draft.bytes.begin());
  return draft;
}

std::int64_t number(store::Reader& reader, Status& status, std::string_view statement,
                    std::initializer_list<store::Value> values, std::int64_t otherwise) {
  auto found = otherwise;
  const auto read = reader.query(statement, values, [&](const store::Row& row) {
    if (!row.is_null(0)) found = row.integer(0);
    return false;
  });
  if (!read) status = read;
  return found;
}

/// The run of rows of one day that begins at `first`; nullopt where there is none, or it may still grow. By runs, not
/// by days: a clock that was set makes a run of its own.
Result<std::optional<Head>> run_from(store::Reader& reader, std::int64_t first, std::int64_t today) {
  const auto row_at = [&](std::int64_t index) -> Result<std::optional<Row>> {
    std::optional<Row> found;
    MANARA_CHECK(reader.query("access_events_from", {index, std::int64_t{1}}, [&](const store::Row& row) {
      found = row_in(row);
      return false;
    }));
    return found;
  };
  MANARA_TRY(begin, row_at(first));
  if (!begin) return std::nullopt;
  const auto day = day_of(begin->event.at_ms);
  Status status;
  constexpr std::int64_t none = -1;
  const auto other =
      number(reader, status, "access_event_other_day", {begin->index, day * day_ms, (day + 1) * day_ms}, none);
  MANARA_CHECK(status);
  if (other == none && day == today) return std::nullopt;
  auto last = other - 1;
  if (other == none) {
    MANARA_CHECK(reader.query("access_events_between", {}, [&](const store::Row& row) {
      last = row.integer(1);
      return false;
    }));
  }
  MANARA_TRY(end, row_at(last));
  if (!end) return std::nullopt;
  return Head{.day = day, .first = begin->index, .last = end->index, .hash = end->hash};
}

}  // namespace

Status AccessLog::tidy() {
  MANARA_CHECK(write());
  MANARA_CHECK(write_heads());
  return cut();
}

Status AccessLog::write_heads() {
  const auto today = day_of(clock_.now_ms());
  for (;;) {
    std::optional<Head> head;
    {
      MANARA_TRY(reader, readers_.lend({{nation_}}));
      Status status;
      const auto covered = number(*reader, status, "access_log_covered", {}, -1);
      MANARA_CHECK(status);
      MANARA_TRY(run, run_from(*reader, covered + 1, today));
      head = run;
    }
    if (!head) return {};
    head->nation = nation_;
    const auto draft = draft_of(head->first);
    MANARA_CHECK(writer_.write(
        {.id = draft, .kind = "access_log_head", .subject = store::subject_of(draft), .parts = {head_part(*head)}}));
  }
}

Status AccessLog::cut() {
  const auto oldest = day_of(clock_.now_ms()) - settings_.kept_days;
  std::int64_t first = 0, last = -1, through = -1, day = 0;
  {
    MANARA_TRY(reader, readers_.lend({{nation_}}));
    MANARA_CHECK(reader->query("access_events_between", {}, [&](const store::Row& row) {
      first = row.integer(0);
      last = row.integer(1);
      return false;
    }));
    MANARA_CHECK(reader->query("access_log_heads_from", {first}, [&](const store::Row& row) {
      const auto end = row.integer(0);
      const bool goes = row.integer(1) < oldest || last - end >= settings_.most_rows;
      if (goes) through = end;
      if (goes) day = row.integer(1);
      return goes;
    }));
  }
  if (through < first) return {};
  return writer_.run([&](store::Store& store) -> Status {
    const Event said{.kind = Kind::cut,
                     .resource = "access_log",
                     .result = cut_result(day, through),
                     .count = through - first + 1,
                     .at_ms = clock_.now_ms()};
    // First said, then done: a power cut between the two leaves more than was said, and the next minute cuts again.
    MANARA_CHECK(append(store, {&said, 1}));
    return store.operate([&](store::Operations& rows) -> Status {
      MANARA_CHECK(rows.run("cut_access_events", {through}));
      return {};
    });
  });
}

}  // namespace manara::access_log
