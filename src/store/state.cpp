#include "store/state.h"

#include <algorithm>

#include "store/sqlite/search.h"

namespace manara::store {
namespace {

/// Lets a projection run the statements that are headed "write", and no others.
class Writing final : public Projection {
 public:
  Writing(const Statements& statements, sqlite::Database& database) : statements_(statements), database_(database) {}
  Result<std::int64_t> run(std::string_view statement, std::initializer_list<Value> values) override {
    const auto* found = statements_.find(statement, StatementKind::write);
    if (found == nullptr) return fail(Code{"sql_unknown"}, {std::string(statement)});
    return database_.run(found->sql, std::span(values.begin(), values.size()));
  }

 private:
  const Statements& statements_;
  sqlite::Database& database_;
};

}  // namespace

Result<std::int64_t> Operations::run(std::string_view statement, std::initializer_list<Value> values) {
  const auto* found = statements_.find(statement, StatementKind::operate);
  if (found == nullptr) return fail(Code{"sql_unknown"}, {std::string(statement)});
  return database_.run(found->sql, std::span(values.begin(), values.size()));
}

Status Operations::query(std::string_view statement, std::initializer_list<Value> values,
                         const std::function<bool(const Row&)>& each) {
  const auto* found = statements_.find(statement, StatementKind::operate);
  if (found == nullptr) found = statements_.find(statement, StatementKind::require);
  if (found == nullptr) return fail(Code{"sql_unknown"}, {std::string(statement)});
  return database_.query(found->sql, std::span(values.begin(), values.size()), each);
}

Status Store::State::run(std::string_view own, std::initializer_list<Value> values) {
  const auto* statement = statements.find(own, StatementKind::own);
  if (statement == nullptr) return fail(Code{"sql_unknown"}, {std::string(own)});
  MANARA_CHECK(database.run(statement->sql, std::span(values.begin(), values.size())));
  return {};
}

Status Store::State::query(std::string_view own, std::initializer_list<Value> values,
                           const std::function<bool(const Row&)>& each) {
  const auto* statement = statements.find(own, StatementKind::own);
  if (statement == nullptr) return fail(Code{"sql_unknown"}, {std::string(own)});
  return database.query(statement->sql, std::span(values.begin(), values.size()), each);
}

const EntryKind* Store::State::kind_of(std::string_view name) const {
  const auto found = kinds.find(name);
  return found == kinds.end() ? nullptr : found->second;
}

namespace {

/// Behind idx, id and header: what the header says too, so that it can be looked for.
bool fits(const Row& row, const ledger::Header& header) {
  return row.blob(1) == blob(header.id).bytes && row.text(3) == header.kind &&
         row.integer(4) == std::int64_t{header.version} && row.blob(5) == blob(header.subject).bytes &&
         row.blob(6) == blob(header.draft).bytes && row.integer(7) == header.at_ms;
}

/// A part is gone with its salt, and then its row says by what; or it is there with its salt, and nothing took it.
Status check_part(const Row& part, const std::string& index, std::size_t number) {
  const auto gone = part.is_null(1);
  const auto taken = !part.is_null(3);
  if (part.integer(0) != static_cast<std::int64_t>(number) || (gone && part.is_null(2) && !taken))
    return fail(Code{"part_missing"}, {index, std::to_string(number)});
  if (part.is_null(2) != gone || taken != gone) return fail(Code{"part_changed"}, {index, std::to_string(number)});
  return {};
}

}  // namespace

Result<StoredEntry> Store::State::stored(const Row& row) {
  StoredEntry entry{.index = static_cast<std::uint64_t>(row.integer(0)), .header_bytes = row.blob(2)};
  const auto index = std::to_string(entry.index);
  MANARA_TRY(header, ledger::read_header(entry.header_bytes));
  if (!fits(row, header)) return fail(Code{"entry_changed"}, {index});
  entry.header = std::move(header);
  Status status;
  MANARA_CHECK(query("parts_of", {static_cast<std::int64_t>(entry.index)}, [&](const Row& part) {
    status = check_part(part, index, entry.parts.size());
    if (!status) return false;
    entry.erased_by.emplace_back();
    if (part.is_null(1)) {
      entry.parts.emplace_back();
      entry.erased_by.back() = static_cast<std::uint64_t>(part.integer(3));
      return true;
    }
    auto& stored_part = entry.parts.emplace_back(ledger::Part{.bytes = part.blob(2)});
    const auto salt = part.blob(1);
    std::copy_n(salt.begin(), std::min(salt.size(), stored_part->salt.size()), stored_part->salt.begin());
    return true;
  }));
  MANARA_CHECK(status);
  return entry;
}

Result<std::vector<StoredEntry>> Store::State::entries_by(std::string_view own, std::initializer_list<Value> values) {
  std::vector<StoredEntry> all;
  Status status;
  MANARA_CHECK(query(own, values, [&](const Row& row) {
    auto entry = stored(row);
    if (!entry) {
      status = std::unexpected(std::move(entry).error());
      return false;
    }
    all.push_back(std::move(*entry));
    return true;
  }));
  MANARA_CHECK(status);
  return all;
}

Result<std::optional<StoredEntry>> Store::State::entry_by(std::string_view own, std::initializer_list<Value> values) {
  MANARA_TRY(all, entries_by(own, values));
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

Result<StoredEntry> Store::State::entry(const ledger::EntryId& id) {
  MANARA_TRY(found, entry_by("entry_of_id", {blob(id)}));
  if (!found) return fail(Code{"entry_unknown"}, {to_string(id)});
  return std::move(*found);
}

Status Store::State::project(const EntryKind& kind, StoredEntry& entry) {
  for (auto version = entry.header.version; version < kind.version; ++version) {
    if (kind.upcast == nullptr) return fail(Code{"kind_unknown"}, {entry.header.kind});
    MANARA_CHECK(kind.upcast(version, entry));
  }
  Writing rows(statements, database);
  return kind.project(rows, entry);
}

Status Store::State::rebuild_search() {
  return sqlite::make_search(database, statements.searched_tables());
}

Status Store::State::watch_search() {
  return sqlite::watch_search(database, statements.searched_tables());
}

Status Store::State::settle_search() {
  return sqlite::settle_search(database, statements.searched_tables());
}

Status Store::State::read_identity() {
  bool found = false;
  MANARA_CHECK(query("identity", {}, [&](const Row& row) {
    identity = {.home = row.id<ledger::NodeId>(0), .origin = row.text(1), .verifier = row.text(2)};
    layout = row.text(3);
    found = true;
    return false;
  }));
  if (!found) return fail(Code{"store_corrupt"}, {"node_identity"});
  return {};
}

Status Store::State::load_edge() {
  std::int64_t count = 0;
  std::int64_t last = -1;
  MANARA_CHECK(query("head", {}, [&](const Row& row) {
    count = row.integer(0);
    last = row.integer(1);
    return false;
  }));
  if (last + 1 != count) return fail(Code{"store_corrupt"}, {"entry"});
  MANARA_TRY(loaded,
             ledger::Edge::of(static_cast<std::uint64_t>(count), [&](ledger::Node node) { return hash_of(node); }));
  edge = std::move(loaded);
  return {};
}

}  // namespace manara::store
