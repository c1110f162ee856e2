/// Whether a ledger is what it says: every entry and part against the tree, the tree against the checkpoints.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/note.h"
#include "store/store.h"

namespace manara::store {

struct Checked {
  ledger::Head head{};
  std::uint64_t erased_parts = 0;
  /// What its entries refer to and the ledger itself does not hold: the caller has it checked (Blobs::check).
  std::set<BlobName> blobs{};
  /// The checkpoint it was shown to have grown from; nullopt: consistent with itself only.
  std::optional<ledger::Head> grown_from{};
};

/// Reads every entry. `since`: a checkpoint that was kept elsewhere, signed by this ledger's key; of an
/// earlier epoch too, where it counts no more than that epoch left. Errors, each naming
/// what doesn't fit: entry_changed ({0}: index), part_changed ({0}: index, {1}: part), part_missing (as well where no
/// entry says that it was erased), part_not_erased ({0}: index, {1}: part, {2}: the entry that says it was),
/// part_erased_by
/// ({0}: index, {1}: part: its row names another entry than the one that erased it), tree_changed ({0}, {1}: the first
/// and last entry below the node), entries_missing ({0}: entries there, {1}: entries a checkpoint counts), root_changed
/// ({0}: size of the checkpoint whose root is another), and those of notes and checkpoints.
///
/// By the key that the database names: whoever can write it can write another ledger and name another key. Who has the
/// key from elsewhere holds the two against each other first.
Result<Checked> check_ledger(Store& store, std::optional<std::string_view> since);

}  // namespace manara::store
