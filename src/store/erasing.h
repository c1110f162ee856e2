/// What is asked for where something in the ledger has to go (Store::erase), and what came of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/erasure.h"
#include "store/outcome.h"

namespace manara::store {

class Store;

struct Erasing {
  ledger::DraftId draft{};  ///< as of any draft: asked for again, it is the same erasure
  ledger::EntryId entry{};
  std::vector<std::uint32_t> parts{};  ///< {}: all that it has
  ledger::ActorId actor{};
  std::string reason{};
};

struct Erased {
  std::vector<Outcome> entries{};  ///< of the kind `erased`, in the order in which they were asked for
  /// Whether nothing of it is left in the database's log or in files. Otherwise somebody reads on in an old state, or
  /// makes a backup, and Store::finish_erasures does the rest later.
  bool is_complete = false;
  /// Where older copies of the database lie (Store::look_for_copies), which hold it still: not complete then.
  std::vector<std::string> copies{};
};

/// All that says something about what the entry is about: one for each, as `like` but for its own draft and entry; the
/// parts that are there. Error: entry_unknown.
Result<std::vector<Erasing>> about_the_same(Store& store, const Erasing& like);

/// What the database at `path` erased, in its order: read without changing anything, for a restored one that is older
/// to erase it too. Errors: those of the database.
Result<std::vector<Erasing>> erasures_in(const std::string& path, const char* vfs);

}  // namespace manara::store
