// How all that is derived is made out of the entries, and whether it is what the entries say.
#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "base/fnv.h"
#include "crypto/sha256.h"
#include "store/sqlite/search.h"
#include "store/state.h"
#include "store/store.h"
#include "text/search.h"

namespace manara::store {
namespace {

constexpr std::string_view unknown = "unknown";
constexpr std::string_view refused = "refused";

/// Words whose forms show how words are folded: where that changes, so does what they become.
constexpr std::string_view folded = "Ångström ŒUVRE É ﬁn soc@example.org والمُستشفى إدارة ٣٤ ىؤة CVE-2026-1 a_b/c";

/// Of one table: its rows, in whatever order they lie.
Result<crypto::Digest> digest_of(sqlite::Database& database, std::string_view table) {
  std::string columns;
  const Value name[] = {table};
  MANARA_CHECK(database.query("SELECT name FROM pragma_table_info($1) ORDER BY cid", name, [&](const Row& row) {
    columns += (columns.empty() ? "quote(\"" : " || ',' || quote(\"") + row.text(0) + "\")";
    return true;
  }));
  crypto::Sha256 digest;
  digest.update(columns);
  if (columns.empty()) return digest.finish();  // there is none
  std::vector<crypto::Digest> rows;
  MANARA_CHECK(database.query("SELECT " + columns + " FROM \"" + std::string(table) + "\"", {}, [&](const Row& row) {
    rows.push_back(crypto::Sha256().update(row.text(0)).finish());
    return true;
  }));
  std::ranges::sort(rows);
  for (const auto& row : rows)
    digest.update(blob(row).bytes);
  return digest.finish();
}

Result<std::vector<crypto::Digest>> digests_of(sqlite::Database& database, std::span<const Table> tables) {
  std::vector<crypto::Digest> all;
  for (const auto& table : tables) {
    MANARA_TRY(digest, table.kind == TableKind::derived ? digest_of(database, table.name) : crypto::Digest{});
    all.push_back(digest);
  }
  return all;
}

/// Why an entry has no effect is its own business, unless the database failed.
bool is_of_database(const Error& error) {
  return error.code.name().starts_with("store_") && error.code != Code{"store_constraint"};
}

}  // namespace

std::string layout_of(const Statements& statements, std::span<const Practice> practices) {
  Fnv1a digest;
  for (const auto& table : statements.tables()) {
    if (table.kind != TableKind::derived) continue;
    digest.add(table.name);
    digest.add(table.sql);
  }
  for (const auto& [name, statement] : statements.statements()) {
    if (statement.kind != StatementKind::write) continue;
    digest.add(name);
    digest.add(statement.sql);
  }
  digest.add(sqlite::search_layout());
  digest.add(text::search_words(folded));
  for (const auto& practice : practices) {
    digest.add(practice.name);
    digest.add(practice.projection);
    for (const auto& kind : practice.kinds) {
      digest.add(kind.name);
      digest.add(kind.version);
    }
  }
  return fmt::format("{:016x}", digest.value());
}

Status Store::State::pass_over(std::uint64_t index, std::string_view why) {
  return run("pass_over", {signed_of(index), why});
}

Status Store::State::project_again(StoredEntry& entry, Rebuilt& rebuilt) {
  const auto refuse = [&] {
    ++rebuilt.refused;
    return pass_over(entry.index, refused);
  };
  const auto is_whole = std::ranges::all_of(entry.parts, [](const auto& part) { return part.has_value(); });
  const auto listed = add_blobs(entry);
  if (!listed && is_of_database(listed.error())) return listed;
  // A list that can't be read is no news to a rebuild: check_ledger names it.
  if (!listed) return refuse();
  const auto* kind = kind_of(entry.header.kind);
  if (kind == nullptr || entry.header.version > kind->version) {
    ++rebuilt.unknown;
    return pass_over(entry.index, unknown);
  }
  const auto done = project_alone(*kind, entry);
  if (done) return {};
  // An error of the disk may have ended the whole transaction: what came next would be written by itself.
  if (is_of_database(done.error()) || !database.in_transaction()) return done;
  return is_whole ? refuse() : Status();  // where a part was erased, that nothing follows from it is what was wanted
}

Status Store::make_anew(Rebuilt& rebuilt, ledger::Edge& edge) {
  MANARA_CHECK(state_->drop_derived());
  MANARA_CHECK(state_->make_tables(true));
  Status status;
  const auto read = entries(0, [&](const StoredEntry& stored) {
    auto entry = stored;
    status = state_->add_leaf(edge, entry.header_bytes);
    if (status) status = state_->project_again(entry, rebuilt);
    ++rebuilt.entries;
    return status.has_value();
  });
  MANARA_CHECK(read);
  MANARA_CHECK(status);
  MANARA_CHECK(state_->rebuild_search());
  MANARA_CHECK(state_->watch_search());
  return state_->run("set_layout", {std::string_view(state_->layout)});
}

Result<Store::Rebuilt> Store::rebuild() {
  Rebuilt rebuilt;
  auto edge = ledger::Edge();
  MANARA_CHECK(in_transaction(state_->database, [&] { return make_anew(rebuilt, edge); }));
  state_->edge = std::move(edge);
  return rebuilt;
}

Result<std::set<std::uint64_t>> Store::State::refused_entries() {
  std::set<std::uint64_t> all;
  MANARA_CHECK(query("passed_over", {}, [&](const Row& row) {
    if (row.text(1) == refused) all.insert(static_cast<std::uint64_t>(row.integer(0)));
    return true;
  }));
  return all;
}

Result<Store::Rebuilt> Store::passed_over() {
  Rebuilt found{.entries = state_->edge.size()};
  MANARA_CHECK(state_->query("passed_over", {}, [&](const Row& row) {
    ++(row.text(1) == unknown ? found.unknown : found.refused);
    return true;
  }));
  return found;
}

Result<Store::Rebuilt> Store::check_derived() {
  Rebuilt rebuilt;
  const auto& tables = state_->statements.tables();
  const auto differs = [&]() -> Status {
    MANARA_TRY(before, digests_of(state_->database, tables));
    ledger::Edge edge;
    MANARA_CHECK(make_anew(rebuilt, edge));
    MANARA_TRY(after, digests_of(state_->database, tables));
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (before[i] != after[i]) return fail(Code{"derived_changed"}, {std::string(tables[i].name)});
    }
    return {};
  };
  MANARA_CHECK(state_->database.execute("BEGIN IMMEDIATE"));
  const auto done = differs();
  state_->database.roll_back();
  MANARA_CHECK(done);
  return rebuilt;
}

}  // namespace manara::store
