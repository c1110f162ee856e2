/// What the ledger knows of the access log: entries that say what its chain had come to when a day was over. Whoever
/// changes, adds or removes a row of that day or of one before afterwards no longer fits them.
///
///   access_log_head   subject: of its own   {"scope","day","first","last","hash"}: the day as "2026-11-28", the
///                     indices of its first and last row, and the hash of the last, base 64
#pragma once

#include <optional>

#include "access/scope.h"
#include "crypto/sha256.h"
#include "store/kinds.h"

namespace manara::access_log {

/// Its tables and statements: access_log.sql, embedded.
std::string_view access_log_sql();

store::Practice practice();

struct Head {
  access::ScopeId nation{};
  std::int64_t day = 0;  ///< since 1970-01-01
  std::int64_t first = 0, last = 0;
  crypto::Digest hash{};
};
/// The part of an entry, and back. Error: entry_malformed.
std::string head_part(const Head& head);
Result<Head> read_head(const store::StoredEntry& entry);

}  // namespace manara::access_log
