/// What a Store holds, shared by the files that make it up. Not for others.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "store/sqlite/database.h"
#include "store/store.h"

namespace manara::store {

/// Commits what `work` did, or nothing.
Status in_transaction(sqlite::Database& database, const std::function<Status()>& work);

/// Names a shape of the derived tables and what writes them: where it changes they are rebuilt, never migrated.
std::string layout_of(const Statements& statements, std::span<const Practice> practices);

/// As SQL has numbers.
constexpr std::int64_t signed_of(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

/// Puts the tree's edge back as it was, unless what made it grow is on the disk: also where something throws.
class KeptEdge {
 public:
  explicit KeptEdge(ledger::Edge& edge) : edge_(edge), before_(edge) {}
  KeptEdge(const KeptEdge&) = delete;
  KeptEdge& operator=(const KeptEdge&) = delete;
  ~KeptEdge() {
    if (!is_good_) edge_ = std::move(before_);
  }
  [[nodiscard]] const ledger::Edge& before() const { return before_; }
  void is_good() { is_good_ = true; }

 private:
  ledger::Edge& edge_;
  ledger::Edge before_;
  bool is_good_ = false;
};

struct Store::State {
  std::string path{};
  Surroundings around;
  Statements statements{};
  std::map<std::string_view, const EntryKind*> kinds{};
  Identity identity{};
  std::string layout{};  ///< layout_of()
  sqlite::Database database;
  ledger::Edge edge{};
  Blobs* blobs = nullptr;
  std::optional<ledger::NoteSigner> signer{};
  bool signs = false;  ///< what is there is what was signed last
  std::function<std::vector<std::string>()> copies{};
  bool erasure_waits = true;  ///< whether something of one may be left; a process that was killed may have left it

  Status run(std::string_view own, std::initializer_list<Value> values);
  Status query(std::string_view own, std::initializer_list<Value> values, const std::function<bool(const Row&)>& each);

  [[nodiscard]] const EntryKind* kind_of(std::string_view name) const;
  /// Of idx, id, header, kind, version, subject, draft, at_ms. Errors: entry_changed, part_missing, part_changed.
  Result<StoredEntry> stored(const Row& row);
  /// All that a statement gives, in its order.
  Result<std::vector<StoredEntry>> entries_by(std::string_view own, std::initializer_list<Value> values);
  /// The first that it gives, if any.
  Result<std::optional<StoredEntry>> entry_by(std::string_view own, std::initializer_list<Value> values);
  Result<StoredEntry> entry(const ledger::EntryId& id);  ///< Error: entry_unknown
  Status project(const EntryKind& kind, StoredEntry& entry);
  Status project_alone(const EntryKind& kind, StoredEntry& entry);  ///< under a savepoint: all of it, or nothing
  Status add_leaf(ledger::Edge& to, std::string_view header_bytes);
  Result<ledger::Hash> hash_of(ledger::Node node);

  Result<Outcome> write(const Draft& draft);
  Result<std::optional<Outcome>> written_before(const Draft& draft);
  Status expect_revision(const Draft& draft);
  StoredEntry entry_of(const Draft& draft, const EntryKind& kind, std::uint64_t index);
  Result<Outcome> write_erased(const Erasing& what, std::vector<BlobRef>& blobs_left);
  Status erase_part(std::uint64_t index, std::uint32_t n, std::uint64_t by);
  Status expect_no_revival(const ledger::EntryId& erased);
  Status expect_no_more(const std::set<std::uint64_t>& before);  ///< entries that are refused
  Status forget(const StoredEntry& entry);
  Status drop_unneeded(const std::vector<BlobRef>& blobs_left);
  Result<bool> is_needed(const BlobName& name);
  Status expect_blobs(const Draft& draft);
  Status add_blobs(const StoredEntry& entry);
  Status add(StoredEntry& entry, const EntryKind& kind, ledger::Edge& to);

  /// Before a COMMIT; `before`: the edge before what is committed.
  Status sign(const ledger::Edge& before);
  Result<bool> is_signed(const ledger::Edge& what);
  Result<std::optional<std::string>> signed_head();
  Result<std::string> signed_note();  ///< over what is there now
  Status sign_now();

  Status project_again(StoredEntry& entry, Rebuilt& rebuilt);
  Status pass_over(std::uint64_t index, std::string_view why);
  Result<std::set<std::uint64_t>> refused_entries();

  Status make_tables(bool derived_only);
  /// Makes operational tables that came with another version, and moves on those that were an older one's.
  Status settle_tables(Upkeep upkeep);
  Status settle_table(const Table& table, bool is_there, std::int64_t migration);
  Status know(const Table& table);
  Result<std::vector<std::string>> table_names();
  Status drop_derived();  ///< also those that another version had
  /// Makes the indexes of words anew, out of what is there now: nothing is left in them of what was erased.
  Status rebuild_search();
  Status watch_search();   ///< once a connection, and after tables were made anew
  Status settle_search();  ///< before a COMMIT
  Status read_identity();
  Status load_edge();
};

}  // namespace manara::store
