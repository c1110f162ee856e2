/// A node: the data folder of one nation's Manara, its ledger and the keys that sign for it.
///
///   manara.db   the store         keys   the secrets, sealed (keys.h)         blobs/   files of entries, sealed
///
/// While something is at work there are also init.new/, backup.new/, verify.new/, restore.new/; while a node takes its
/// place, restored/; and after a restore replaced-1/ …, with what was there before.
///
/// A node begins with an entry of its own, node_opened: nation, names, languages; `sample` where its history is made
/// up, so that nobody ever counts or exchanges it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/proof_file.h"
#include "node/keys.h"
#include "store/blobs.h"
#include "store/check.h"
#include "store/store.h"

namespace manara::node {

struct NewNode {
  std::string nation{};                ///< ISO 3166-1 alpha-2, or "XX" for a fictional one
  std::string names{};                 ///< JSON: {"en","fr","ar"}, of the team
  std::string language{};              ///< "ar": of letters and of the first page
  std::vector<std::string> sectors{};  ///< that its team looks after; none: whichever there are
  bool sample = false;
};

/// What is printed once and kept away from the machine.
struct RecoverySheet {
  std::string phrase{};
  std::string verifier{};    ///< the key that checkpoints are verified with
  std::string checkpoint{};  ///< the signed note over the first entry
};

/// The node's own tables and statements: node.sql, embedded.
std::string_view node_sql();

/// The practices of a program with the node's own; what `open` and `create` take.
std::vector<store::Practice> with_own(std::span<const store::Practice> practices);

/// Alone: one program at a time, as long as it has the node open. Beside: whoever writes no entries (a backup, a check)
/// and may work while another has it alone.
enum class Use : std::uint8_t { alone, beside };

class Node {
 public:
  /// Makes the folder and what is in it; the key file too, where there is none yet. Nothing is left behind on an error.
  /// Errors: those of Making (making.h).
  static Result<RecoverySheet> create(const std::string& folder, const std::string& key_file, const NewNode& about,
                                      std::span<const store::Practice> practices, store::Surroundings around,
                                      const crypto::PhraseCost& cost = {});
  /// What a restore or an erasure that was cut off left to do is done first. Errors: store_missing, node_in_use
  /// (another has it alone), store_other_version (the same, where the database would have to be brought to this
  /// version), and those of keys and store.
  static Result<Node> open(const std::string& folder, const Key& key, std::span<const store::Practice> practices,
                           store::Surroundings around, Use use = Use::alone);

  [[nodiscard]] store::Store& store() { return *store_; }
  [[nodiscard]] store::Blobs& blobs() const { return *blobs_; }
  [[nodiscard]] const Secrets& secrets() const { return secrets_; }
  [[nodiscard]] const std::string& folder() const { return folder_; }

  /// The ledger as it is now, signed; kept as the last checkpoint.
  Result<std::string> checkpoint();
  /// A proof that the entry is in the ledger, its header as extra data. Errors: entry_unknown.
  Result<std::string> prove(const ledger::EntryId& id);
  /// As check_signed does, of the store that is open: of one that nobody else writes to.
  Result<store::Checked> check(std::optional<std::string_view> since);

  struct CheckedBlobs {
    std::uint64_t whole = 0;
    std::vector<Error> wrong{};  ///< blob_missing, blob_corrupt
  };
  /// Reads each of them to its end: those of store::Checked.
  Result<CheckedBlobs> check_blobs(const std::set<store::BlobName>& names) const;

  struct Exported {
    std::uint64_t entries = 0;
    std::uint64_t files = 0;
    std::uint64_t blobs = 0;  ///< of these
  };
  /// tlog-tiles in a new folder: checkpoint, tiles of hashes, bundles of headers; with `parts` each entry's parts too,
  /// as parts/<index>.json (1234 as parts/x001/234.json, like tiles); `erasures`, which a restore of an older backup
  /// wants to see; and the files that they refer to, opened, as blobs/<SHA-256>. Errors: export_exists,
  /// file_unwritable, blob_missing, blob_corrupt.
  Result<Exported> export_to(const std::string& folder, bool parts);

 private:
  Node(std::string folder, Secrets secrets, std::unique_ptr<store::Store> store, io::Disk& disk);
  Status finish();
  [[nodiscard]] ledger::NoteSigner signer() const;

  std::unique_ptr<io::Held> held_{};  // first: let go last
  std::string folder_;
  io::Disk* disk_;
  Secrets secrets_;
  std::unique_ptr<store::Blobs> blobs_;
  std::unique_ptr<store::Store> store_;
};

/// As store::check_ledger, and that the ledger is what was signed last, with the node's own key, when it was written.
/// Errors: also ledger_other_key (the database names another key), ledger_unsigned (no signature, or none over the
/// last {0} entries), root_changed, entries_missing, note_unsigned.
Result<store::Checked> check_signed(store::Store& store, const Secrets& secrets, std::optional<std::string_view> since);

}  // namespace manara::node
