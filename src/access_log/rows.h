/// How rows of access_log.sql become values, said once.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "access_log/event.h"
#include "base/strings.h"
#include "base/time.h"
#include "store/value.h"

namespace manara::access_log {

inline std::string_view bytes_of(const crypto::Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// All zero where they are no 32 bytes: that fits nothing.
inline crypto::Digest digest_in(std::string_view bytes) {
  crypto::Digest digest{};
  if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

/// idx, at_ms, kind, person_id, resource, item_id, scopes, came_from, result, items, hash. A kind that this version
/// does not know reads as `missed`: it does not fit the chain then, nor should it.
inline Row row_in(const store::Row& row) {
  Event event{.kind = read_kind(row.text(2)).value_or(Kind::missed),
              .person = row.id<access::PersonId>(3),
              .resource = row.text(4),
              .item = row.id<Id<struct ItemTag>>(5).bytes,
              .network = row.text(7),
              .result = row.text(8),
              .count = row.integer(9),
              .at_ms = row.integer(1)};
  const auto scopes = row.blob(6);
  for (std::size_t at = 0; at + IdBytes{}.size() <= scopes.size(); at += IdBytes{}.size()) {
    access::ScopeId scope;
    std::copy_n(scopes.begin() + static_cast<std::ptrdiff_t>(at), scope.bytes.size(), scope.bytes.begin());
    event.scopes.push_back(scope);
  }
  return {.index = row.integer(0), .event = std::move(event), .hash = digest_in(row.blob(10))};
}

/// What a row of kind `cut` says went: all up to this day and this row, "2025-01-31/4711".
inline std::string cut_result(std::int64_t day, std::int64_t through) {
  return to_string(Date{static_cast<std::int32_t>(day)}) + "/" + std::to_string(through);
}
/// The row; -1 where it does not say.
inline std::int64_t cut_through(std::string_view result) {
  const auto halves = cut_last(result, '/');
  const auto number = halves ? parse_unsigned(halves->tail) : std::nullopt;
  return number && *number <= INT64_MAX ? static_cast<std::int64_t>(*number) : -1;
}

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
/// Of moments before 1970 too.
constexpr std::int64_t day_of(std::int64_t at_ms) {
  return at_ms >= 0 ? at_ms / day_ms : -((-at_ms + day_ms - 1) / day_ms);
}

}  // namespace manara::access_log
