/// What came of a draft.
#pragma once

#include <cstdint>

#include "ledger/entry.h"

namespace manara::store {

struct Outcome {
  std::uint64_t index = 0;  ///< of the entry; also the subject's revision from now on
  ledger::EntryId id{};
  bool repeated = false;  ///< it had been written before
};

}  // namespace manara::store
