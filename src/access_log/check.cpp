#include "access_log/check.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "access_log/practice.h"
#include "access_log/rows.h"
#include "base/time.h"
#include "store/reader.h"

namespace manara::access_log {
namespace {

constexpr std::int64_t page = 1000;

Result<std::vector<Head>> heads_of(store::Store& store) {
  std::vector<Head> all;
  Status status;
  MANARA_CHECK(store.entries(0, [&](const store::StoredEntry& entry) {
    if (entry.header.kind != "access_log_head") return true;
    const auto head = read_head(entry);
    if (!head) status = std::unexpected(head.error());
    if (head) all.push_back(*head);
    return head.has_value();
  }));
  MANARA_CHECK(status);
  return all;
}

class Checking {
 public:
  explicit Checking(std::vector<Head> heads) : heads_(std::move(heads)) {}

  Status row(const Row& row) {
    if (checked.rows == 0) MANARA_CHECK(begin(row));
    if (row.index != next_) return fail(Code{"access_log_gap"}, {std::to_string(next_)});
    if (hash_of(before_, row) != row.hash) return fail(Code{"access_log_changed"}, {std::to_string(row.index)});
    before_ = row.hash;
    if (row.event.kind == Kind::cut) said_cut_ = std::max(said_cut_, cut_through(row.event.result));
    ++checked.rows;
    ++next_;
    if (at_ == heads_.size() || heads_[at_].last != row.index) return {};
    const auto& head = heads_[at_++];
    ++checked.heads;
    return head.hash == row.hash ? Status() : differs(head);
  }

  Status end() {
    if (at_ != heads_.size()) return fail(Code{"access_log_gap"}, {std::to_string(next_)});
    if (cut_ && *cut_ > said_cut_ + 1) return fail(Code{"access_log_cut_unsaid"}, {std::to_string(*cut_)});
    return {};
  }

  Checked checked{};

 private:
  static std::unexpected<Error> differs(const Head& head) {
    return fail(Code{"access_log_head_differs"},
                {to_string(Date{static_cast<std::int32_t>(head.day)}), std::to_string(head.last)});
  }

  /// A log whose first rows went begins behind a head, and goes on from its hash.
  Status begin(const Row& row) {
    while (at_ < heads_.size() && heads_[at_].last < row.index)
      before_ = heads_[at_++].hash;
    const bool fits = row.index == 0 || (at_ > 0 && heads_[at_ - 1].last + 1 == row.index);
    if (!fits) return fail(Code{"access_log_gap"}, {std::to_string(at_ > 0 ? heads_[at_ - 1].last + 1 : 0)});
    if (row.index > 0) cut_ = row.index;
    next_ = row.index;
    return {};
  }

  std::vector<Head> heads_;
  std::size_t at_ = 0;  // the next head
  crypto::Digest before_{};
  std::int64_t next_ = 0;
  std::optional<std::int64_t> cut_{};
  std::int64_t said_cut_ = -1;  // the last row that was said to go
};

}  // namespace

Result<Checked> check(store::Store& store) {
  MANARA_TRY(heads, heads_of(store));
  MANARA_TRY(reader, store.reader({{access::ScopeId{store.identity().home.bytes}}}));
  Checking checking(std::move(heads));
  Status status;
  for (std::int64_t from = 0, count = page; count == page;) {
    count = 0;
    MANARA_CHECK(reader.query("access_events_from", {from, page}, [&](const store::Row& is) {
      const auto row = row_in(is);
      from = row.index + 1;
      ++count;
      status = checking.row(row);
      return status.has_value();
    }));
    MANARA_CHECK(status);
  }
  MANARA_CHECK(checking.end());
  return checking.checked;
}

}  // namespace manara::access_log
