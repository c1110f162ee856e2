#include "accounts/failures.h"

#include <algorithm>
#include <array>

namespace manara::accounts {
namespace {

struct Patience {
  std::int64_t free;  ///< failures without a wait
};
/// Behind one address a whole hospital may sit.
constexpr std::array<Patience, 3> patience{{{5}, {20}, {30}}};

constexpr std::int64_t first_wait_ms = 1000;
constexpr std::int64_t kept_failure_rows = most_failure_rows * 9 / 10;  // so that not every charge has to cut

crypto::Digest key_of(std::string_view kind, std::string_view account, std::string_view place) {
  // A zero byte stands in none of them: no two pairs give one text.
  using namespace std::literals;
  return crypto::Sha256().update(kind).update("\0"sv).update(account).update("\0"sv).update(place).finish();
}

struct Row {
  std::int64_t failures = 0;
  std::int64_t last_ms = 0;
};

Result<Row> row_of(store::Operations& rows, const Charge& charge, std::int64_t now_ms) {
  Row row;
  MANARA_CHECK(rows.query("failures_of", {store::blob(charge.key)}, [&](const store::Row& is) {
    row = {is.integer(0), is.integer(1)};
    return false;
  }));
  const auto passed = std::max<std::int64_t>(0, now_ms - row.last_ms);
  row.failures = passed >= failures_fade_ms ? 0 : std::max<std::int64_t>(0, row.failures - passed / fade_each_ms);
  return row;
}

/// Deletes what faded, and keeps the table small whatever is thrown at it: what failed most stays, so that no flood of
/// made-up accounts pushes out what somebody guesses at.
Status tidy(store::Operations& rows, std::int64_t now_ms) {
  MANARA_CHECK(rows.run("tidy_failures", {now_ms - failures_fade_ms}));
  std::int64_t count = 0;
  MANARA_CHECK(rows.query("count_failures", {}, [&](const store::Row& row) {
    count = row.integer(0);
    return false;
  }));
  if (count > most_failure_rows) MANARA_CHECK(rows.run("keep_most_failures", {kept_failure_rows}));
  return {};
}

}  // namespace

std::vector<Charge> charges_of(const Attempt& attempt) {
  if (!attempt.device.empty()) return {{Counter::here, key_of("device", attempt.account, attempt.device)}};
  std::vector<Charge> charges{{Counter::here, key_of("network", attempt.account, attempt.network)},
                              {Counter::address, key_of("address", {}, attempt.network)}};
  if (!attempt.known_network) charges.push_back({Counter::account, key_of("account", attempt.account, {})});
  return charges;
}

std::int64_t wait_ms(Counter counter, std::int64_t failures) {
  const auto over = failures - patience[static_cast<std::size_t>(counter)].free;
  if (over < 0) return 0;
  return std::min(longest_wait_ms, first_wait_ms << std::min<std::int64_t>(over, 20));
}

Result<std::int64_t> charge(store::Operations& rows, const std::vector<Charge>& charges, std::int64_t now_ms) {
  std::vector<Row> found;
  std::int64_t wait = 0;
  for (const auto& one : charges) {
    MANARA_TRY(row, row_of(rows, one, now_ms));
    const auto passed = now_ms - row.last_ms;
    if (passed >= 0) wait = std::max(wait, wait_ms(one.counter, row.failures) - passed);
    found.push_back(row);
  }
  if (wait > 0) return wait;
  for (std::size_t i = 0; i < charges.size(); ++i)
    MANARA_CHECK(rows.run("count_failure", {store::blob(charges[i].key), found[i].failures + 1, now_ms}));
  MANARA_CHECK(tidy(rows, now_ms));
  return 0;
}

Status take_back(store::Operations& rows, const std::vector<Charge>& charges) {
  for (const auto& one : charges)
    MANARA_CHECK(rows.run("take_back_failure", {store::blob(one.key)}));
  return {};
}

Status settle(store::Operations& rows, const std::vector<Charge>& charges) {
  MANARA_CHECK(take_back(rows, charges));
  for (const auto& one : charges) {
    if (one.counter == Counter::here) MANARA_CHECK(rows.run("forget_failures", {store::blob(one.key)}));
  }
  return {};
}

}  // namespace manara::accounts
