/// Backups of a node: one file that the key file or the recovery phrase opens (backup_file.h), made while others write,
/// read back and checked before it has its name; and what is made of it again, beside what is there now, which gives
/// way only when the restored ledger has been checked.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "node/backup_file.h"
#include "node/node.h"
#include "store/erasing.h"

namespace manara::node {

struct BackUpOf {
  std::string folder{};
  const Secrets& secrets;
  store::Blobs& blobs;
  std::span<const store::Practice> practices{};
  store::Surroundings around;
  /// Keeps the checkpoint that leaves with the backup, before it does (Store::keep_checkpoint, by whoever writes).
  std::function<Status(std::uint64_t size, std::string_view note)> keep_checkpoint{};
};

struct BackedUp {
  std::uint64_t entries = 0;
  std::string checkpoint{};  ///< the signed note over them
  std::uint64_t blobs = 0;   ///< files of entries
};

/// Replaces `file` by a new backup. Errors: work_runs (another is being made); store_corrupt, blob_missing,
/// blob_corrupt and those of check_ledger: of what is there; file_unwritable, store_full; backup_changed: the medium
/// gave back something else.
Result<BackedUp> back_up(const BackUpOf& node, const std::string& file, Sealing sealing);

struct RestoreFrom {
  std::string file{};
  std::string folder{};
  std::string key_file{};                ///< its path; made where there is none
  std::optional<std::string> phrase{};   ///< nullopt: only the key file is tried
  std::optional<std::string> witness{};  ///< a checkpoint that left the node
  bool replace = false;                  ///< what is there now
  /// Though what is replaced can't be read any more, and there is no `witness`.
  bool unreadable = false;
  /// What was erased since the backup (read_erasures); that of the node that is replaced is known without.
  std::vector<store::Erasing> erasures{};
  /// Ends what may have been taken back since the backup and is no entry (accounts::end_what_opens).
  std::function<Status(store::Operations&)> end_what_opens{};
  std::span<const store::Practice> practices{};
  store::Surroundings around;
  crypto::PhraseCost cost{};
};

struct Restored {
  std::uint64_t entries = 0;  ///< that the backup had
  std::string verifier{};     ///< that checkpoints are verified with from now on
  std::string checkpoint{};   ///< the last one
  /// How many entries a checkpoint counts that the backup doesn't have: a new epoch was opened, which the ledger's next
  /// entry, epoch_started, says. 0 where a checkpoint of a later epoch was there.
  std::optional<std::uint64_t> behind{};
  bool was_witnessed = false;  ///< there was a checkpoint to hold the backup against
  std::uint64_t erased = 0;    ///< how many erasures since the backup were done again
  bool made_key_file = false;
  bool was_plain = false;  ///< whoever held the backup could change what is no entry
  /// What was replaced could not be read: what it had signed and erased is not known but from `witness`, `erasures`.
  bool present_unreadable = false;
  std::string set_aside{};  ///< where lies what was there before; "": nothing was
};

/// All that is derived is made anew: a backup's word is its entries. Errors, each of which leaves what is there as it
/// is: restore_present (without `replace`), restore_unreadable (what is there can't be read), restore_in_use,
/// restore_phrase (the key file is not there, or another's, and there is no phrase), backup_of_another (another node's
/// than what is there, or than the witness's), those of BackupReader, backup_incomplete, backup_blob (a file of
/// an entry is missing or another), backup_key (its ledger is signed by another key), backup_checkpoint (its ledger is
/// not that of its checkpoint), of check_database, check_ledger, keys and files.
Result<Restored> restore(const RestoreFrom& from);

/// The list `erasures` of an export. Error: erasures_malformed.
Result<std::vector<store::Erasing>> read_erasures(std::string_view bytes);

/// Ends a restore, or the making of a node, that was decided and then cut off: whoever opens a node calls it first,
/// with the folder held alone. Nothing to do: no error. Returns the folder where lies what was there before. Error:
/// restore_replaced ({0}: a name that would be overwritten).
Result<std::string> finish_restore(const std::string& folder, io::Disk& disk);

}  // namespace manara::node
