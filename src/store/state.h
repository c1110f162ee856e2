/// What a Store holds, shared by the files that make it up. Not for others.
#pragma once

#include <map>
#include <string>

#include "store/sqlite/database.h"
#include "store/store.h"

namespace manara::store {

/// Commits what `work` did, or nothing.
Status in_transaction(sqlite::Database& database, const std::function<Status()>& work);

struct Store::State {
  std::string path{};
  Surroundings around;
  Statements statements{};
  std::map<std::string_view, const EntryKind*> kinds{};
  Identity identity{};
  std::string layout{};  ///< digest of the derived tables' SQL and the kinds' versions
  sqlite::Database database;
  ledger::Edge edge{};
  Blobs* blobs = nullptr;
  bool erasure_waits = true;  ///< whether something of one may be left; a process that was killed may have left it

  Status run(std::string_view own, std::initializer_list<Value> values);
  Status query(std::string_view own, std::initializer_list<Value> values, const std::function<bool(const Row&)>& each);

  [[nodiscard]] const EntryKind* kind_of(std::string_view name) const;
  Result<StoredEntry> stored(const Row& row);  ///< of idx, id, header
  Status project(const EntryKind& kind, StoredEntry& entry);
  Status project_alone(const EntryKind& kind, StoredEntry& entry);  ///< under a savepoint: all of it, or nothing
  Status add_leaf(ledger::Edge& to, std::string_view header_bytes);
  Result<ledger::Hash> hash_of(ledger::Node node);

  Result<Outcome> write(const Draft& draft);
  Result<std::optional<Outcome>> written_before(const Draft& draft);
  Status expect_revision(const Draft& draft);
  StoredEntry entry_of(const Draft& draft, const EntryKind& kind, std::uint64_t index);
  Result<Outcome> write_erased(const Erasing& what, std::vector<BlobRef>& blobs_left);
  Status forget(const StoredEntry& entry);
  Status drop_unneeded(const std::vector<BlobRef>& blobs_left);
  Result<bool> is_needed(const BlobName& name);
  Status expect_blobs(const Draft& draft);
  Status add_blobs(const StoredEntry& entry);
  Status add(StoredEntry& entry, const EntryKind& kind, ledger::Edge& to);

  Status make_tables(bool derived_only);
  Status make_missing_tables();  ///< operational ones that came with another version
  Result<std::vector<std::string>> table_names();
  Status drop_derived();
  /// Makes the indexes of words anew, out of what is there now: nothing is left in them of what was erased.
  Status rebuild_search();
  Status watch_search();   ///< once a connection, and after tables were made anew
  Status settle_search();  ///< before a COMMIT
  Status read_identity();
  Status load_edge();
};

}  // namespace manara::store
