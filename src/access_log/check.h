/// Whether the access log is what it was: every row against the one before, and the chain against its heads in the
/// ledger. What came after the last head has nothing but its own chain: whoever can write the database can make that
/// anew.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/store.h"

namespace manara::access_log {

struct Checked {
  std::int64_t rows = 0;
  std::int64_t heads = 0;  ///< that rows were held against
};

/// Errors, each naming the first row that doesn't fit: access_log_changed ({0}: its index), access_log_gap ({0}: the
/// index that is missing), access_log_head_differs ({0}: the day, {1}: its last row), access_log_cut_unsaid ({0}: the
/// index that the log begins with, and no row says that those before it went).
Result<Checked> check(store::Store& store);

}  // namespace manara::access_log
