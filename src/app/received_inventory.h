/// A file that somebody sent as the inventory of an asset, read: its components, whatever its format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/targets.h"
#include "base/result.h"
#include "practice/constituency/inventories.h"
#include "store/blobs.h"
#include "store/store.h"
#include "text/catalogue.h"

namespace manara::app {

struct ReceivedInventory {
  std::string format{};
  std::vector<constituency::InstalledComponent> components{};
  std::uint64_t refused = 0;  ///< rows, or whole documents of an archive, that could not be read
};

/// Of an archive with several inventories all of them. Errors: inventory_unreadable ({0}: why), inventory_too_large
/// ({0}: the most components).
Result<ReceivedInventory> read_received(const SentFile& sent, text::Language language);

/// A file that was read, and put where the files of entries lie.
struct KeptInventory {
  std::string name{};  ///< of the file
  ReceivedInventory read{};
  store::BlobRef blob{};
};
/// Errors: of read_received and of Blobs::put.
Result<KeptInventory> keep_inventory(const SentFile& sent, store::Blobs& blobs, text::Language language);

/// The entry to be, inventory_received, that says of an asset what the file does.
store::Draft draft_of(const ledger::DraftId& id, const IdBytes& asset, const KeptInventory& kept);

/// The name that a sender gave a file, without the folders before it; "file" where nothing is left. nullopt: it is too
/// long or has characters that no name has.
std::optional<std::string> file_name_of(std::string_view given);

/// The value of Content-Disposition for a file that is only ever saved, whatever it is called.
std::string as_attachment(std::string_view name);

}  // namespace manara::app
