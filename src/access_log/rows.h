/// How rows of access_log.sql become values, said once.
#pragma once

#include <algorithm>
#include <string_view>

#include "access_log/event.h"
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

constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
/// Of moments before 1970 too.
constexpr std::int64_t day_of(std::int64_t at_ms) {
  return at_ms >= 0 ? at_ms / day_ms : -((-at_ms + day_ms - 1) / day_ms);
}

}  // namespace manara::access_log
