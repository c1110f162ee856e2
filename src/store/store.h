/// The one store of a node: its ledger, what follows from it, and what is neither, in one SQLite file (manara.db).
///
/// Writing: drafts are committed in batches by one caller at a time (store/writer.h makes batches of what many ask).
/// An entry, its parts, its nodes of the tree and its projection commit together or not at all. Reading: through a
/// handle that can't be made without a scope (store/reader.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/scope.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "io/disk.h"
#include "ledger/entry.h"
#include "ledger/note.h"
#include "ledger/tree.h"
#include "store/blob_name.h"
#include "store/erasing.h"
#include "store/kinds.h"
#include "store/outcome.h"
#include "store/statements.h"

namespace manara::store {

class Operations;
using Operating = std::function<Status(Operations&)>;

/// What somebody wants written. The same draft again gives the first outcome and writes nothing; its id with something
/// else to say is refused (draft_reused).
struct Draft {
  ledger::DraftId id{};
  std::string kind{};
  ledger::SubjectId subject{};
  ledger::ActorId actor{};
  /// The subject's revision that the writer saw; -1: none yet; nullopt: whatever it is.
  std::optional<std::int64_t> expected_revision{};
  std::vector<std::string> parts{};
  /// What belongs to the entry and lies in files: each was put (Blobs::put) before. They become a part behind the
  /// others.
  std::vector<BlobRef> blobs{};
  /// Runs on the writer's thread, in the entry's transaction and behind its projection: what changes with it and is no
  /// entry, and what must hold then. An error refuses the draft. Not for one that was written before.
  Operating also{};
};

/// What a draft about something new is about: asked for twice, it is the same thing.
ledger::SubjectId subject_of(const ledger::DraftId& draft);

struct Identity {
  ledger::NodeId home{};
  std::string origin{};    ///< of the log's checkpoints
  std::string verifier{};  ///< the key that they are verified with, as a note verifier
};

/// What stands around the store: passed in, so that tests and simulations have their own.
struct Surroundings {
  Clock& clock;
  Random& random;
  const char* vfs = nullptr;           ///< the file system below SQLite; nullptr: the system's
  io::Disk& disk = io::system_disk();  ///< below the other files: blobs, backups
};

/// Whether an opened store may be brought to this version: not by whoever works beside the one that has the node alone.
enum class Upkeep : std::uint8_t { allowed, refused };

class Blobs;
class Reader;
namespace sqlite {
class Database;
}

/// Where operational tables are written, in one transaction: the statements that are headed "operate". Those headed
/// "require" can be asked beside them.
class Operations {
 public:
  Operations(const Statements& statements, sqlite::Database& database) : statements_(statements), database_(database) {}
  /// Returns the rows that changed.
  Result<std::int64_t> run(std::string_view statement, std::initializer_list<Value> values);
  /// Calls `each` with every row until it says false.
  Status query(std::string_view statement, std::initializer_list<Value> values,
               const std::function<bool(const Row&)>& each);

 private:
  const Statements& statements_;
  sqlite::Database& database_;
};

class Store {
 public:
  struct State;  ///< of the files that make it up
  /// A new one. Errors: store_exists, and of the database.
  static Result<Store> create(const std::string& path, std::span<const Practice> practices, const Identity& identity,
                              Surroundings around);
  /// Derived tables whose layout is another version's are rebuilt, operational ones that it had not are made, or
  /// migrated. Errors: store_missing, store_corrupt, store_failed; store_newer ({0}: a table that this program doesn't
  /// know, or not as it is now); store_other_version, where upkeep is refused and would be needed.
  static Result<Store> open(const std::string& path, std::span<const Practice> practices, Surroundings around,
                            Upkeep upkeep = Upkeep::allowed);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] const Identity& identity() const;
  [[nodiscard]] ledger::Head head() const;

  /// Where the blobs of drafts lie; it outlives the store. Without it, drafts that have any are refused.
  void use_blobs(Blobs& blobs);

  /// Commits what it can of the drafts, in their order, and answers each: an outcome, or why not. Errors of one:
  /// kind_unknown, draft_reused, revision_conflict ({0}: the revision now), entry_malformed, blob_missing (one that it
  /// refers to is not there), and what its projection says. When the disk fails, none is committed and each gets the
  /// same error.
  std::vector<Result<Outcome>> commit(std::span<const Draft> drafts);

  /// Erases parts of entries for good: their bytes and salts, whatever followed from them (all that is derived is made
  /// anew, so nothing is left that no part says any more), the operational rows of whom they were about, their files,
  /// the database's log. Each becomes an entry; proofs of the one that lost parts still hold. All of it or nothing.
  /// Errors: entry_unknown, part_unknown ({0}: its number), part_erased (all were before), erasure_kept (what an entry
  /// of the kind `erased` erased), erasure_breaks ({0}: an entry that is whole and would no longer have an effect),
  /// erasure_revives (what an earlier entry said would be so again: EntryKind::passes_over_erased), and of the
  /// database. `also` runs when all is done, before it is for good: an error of it is the answer, and nothing was
  /// erased.
  Result<Erased> erase(std::span<const Erasing> what, const Operating& also = {});
  /// What an erasure could not do at once, or a process that was killed. Whether all is done now.
  Result<bool> finish_erasures();

  /// Writes what is no entry (sessions, tokens, jobs): all of it, durable, or, where `work` says no, nothing.
  Status operate(const Operating& work);

  /// Errors: entry_unknown; of this and what follows: entry_changed, part_missing, part_changed, where the rows of an
  /// entry don't fit each other.
  Result<StoredEntry> entry(const ledger::EntryId& id);
  Status entries(std::uint64_t from, const std::function<bool(const StoredEntry&)>& each);
  /// Those about one subject, in order.
  Result<std::vector<StoredEntry>> entries_about(const ledger::SubjectId& subject);
  /// Whether this draft became an entry.
  Result<bool> is_written(const ledger::DraftId& draft);
  ledger::NodeHash node_hash();

  /// Calls `each` with every blob that an entry refers to, once, until it says false.
  Status blobs(const std::function<bool(const BlobRef&)>& each);
  /// Removes blobs that no entry refers to and that were last put before `before_ms`. Returns how many.
  Result<std::uint64_t> collect_blobs(std::int64_t before_ms);

  /// Keeps a checkpoint that was signed, and the last one.
  Status keep_checkpoint(std::uint64_t size, std::string_view note);
  Result<std::optional<std::string>> last_checkpoint();

  /// From now on what is written is signed in the same transaction, as long as what was there before is what was
  /// signed last: over what somebody else changed no signature is put unasked (sign_head).
  void sign_with(ledger::NoteSigner signer);
  /// Signs the ledger as it is now, whatever was signed before, unless another process has written meanwhile.
  Status sign_head();
  /// A checkpoint of the ledger as it is now, by the signer that sign_with() was given, kept as the last one.
  Result<std::string> checkpoint();
  /// The signed checkpoint over all that was written; nullopt: there is none.
  Result<std::optional<std::string>> signed_head();

  /// Called after an erasure: names places beside the database where an older copy of it lies.
  void look_for_copies(std::function<std::vector<std::string>()> look);

  struct Rebuilt {
    std::uint64_t entries = 0;
    std::uint64_t unknown = 0;  ///< of kinds or versions that this program doesn't know: kept, passed over
    std::uint64_t refused = 0;  ///< whose projection said no
  };
  /// Empties the derived tables and applies every entry anew, in one transaction: readers see the old state or the new.
  Result<Rebuilt> rebuild();
  /// What the last rebuild passed over, and nobody rebuilt since.
  Result<Rebuilt> passed_over();
  /// Whether the derived tables are what the entries say: makes them anew and takes that back. It writes as long as a
  /// rebuild does: for copies. Error: derived_changed ({0}: the first table that differs).
  Result<Rebuilt> check_derived();

  /// A handle for reading, on a connection of its own.
  Result<Reader> reader(const access::Scope& scope);

 private:
  explicit Store(std::unique_ptr<State> state);
  /// Within a transaction: the derived tables out of the entries, and the tree's edge.
  Status make_anew(Rebuilt& rebuilt, ledger::Edge& edge);
  std::unique_ptr<State> state_;
};

}  // namespace manara::store
