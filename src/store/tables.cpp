// Which tables a database has and whose they are. Another version's derived tables are dropped and made anew; what else
// it has is nobody's to drop: a database that holds what this program does not know is left alone.
#include <algorithm>
#include <map>

#include "store/sqlite/search.h"
#include "store/state.h"

namespace manara::store {
namespace {

std::string_view name_of(TableKind kind) {
  switch (kind) {
    case TableKind::ledger: return "ledger";
    case TableKind::derived: return "derived";
    case TableKind::operational: return "operational";
  }
  return {};
}

/// A table as the database notes it.
struct Known {
  std::string kind{};
  std::int64_t migration = 0;
  bool operator==(const Known&) const = default;
};

Known known_of(const Table& table) {
  return {std::string(name_of(table.kind)), static_cast<std::int64_t>(table.migrations.size())};
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

Result<std::map<std::string, Known>> known_tables(Store::State& state, const std::vector<std::string>& names) {
  std::map<std::string, Known> all;
  if (!holds(names, "known_table")) return all;
  MANARA_CHECK(state.query("known_tables", {}, [&](const Row& row) {
    all[row.text(0)] = {row.text(1), row.integer(2)};
    return true;
  }));
  return all;
}

}  // namespace

Result<std::vector<std::string>> Store::State::table_names() {
  std::vector<std::string> names;
  MANARA_CHECK(database.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", {},
                              [&](const Row& row) {
                                names.push_back(row.text(0));
                                return true;
                              }));
  return names;
}

Status Store::State::know(const Table& table) {
  const auto known = known_of(table);
  return run("know_table", {table.name, std::string_view(known.kind), known.migration});
}

Status Store::State::make_tables(bool derived_only) {
  for (const auto& table : statements.tables()) {
    if (derived_only && table.kind != TableKind::derived) continue;
    MANARA_CHECK(database.execute(std::string(table.sql)));
  }
  for (const auto& table : statements.tables()) {
    if (!derived_only || table.kind == TableKind::derived) MANARA_CHECK(know(table));
  }
  return {};
}

/// One that is there from its migration on, one that is not as it is now.
Status Store::State::settle_table(const Table& table, bool is_there, std::int64_t migration) {
  if (!is_there) {
    if (table.kind == TableKind::operational) MANARA_CHECK(database.execute(std::string(table.sql)));
    return table.kind == TableKind::operational ? know(table) : Status();
  }
  for (auto n = static_cast<std::size_t>(migration); n < table.migrations.size(); ++n)
    MANARA_CHECK(database.execute(std::string(table.migrations[n])));
  return know(table);
}

Status Store::State::settle_tables(Upkeep upkeep) {
  MANARA_TRY(names, table_names());
  MANARA_TRY(known, known_tables(*this, names));
  const auto& tables = statements.tables();
  for (const auto& [name, is] : known) {
    if (is.kind == name_of(TableKind::derived)) continue;
    const auto table = std::ranges::find(tables, name, &Table::name);
    if (table == tables.end() || is.migration > static_cast<std::int64_t>(table->migrations.size()))
      return fail(Code{"store_newer"}, {name});
  }
  std::vector<const Table*> unsettled;
  for (const auto& table : tables) {
    const auto noted = known.find(std::string(table.name));
    const auto needed = holds(names, table.name) || table.kind == TableKind::operational;
    if (needed && (noted == known.end() || noted->second != known_of(table))) unsettled.push_back(&table);
  }
  if (unsettled.empty()) return {};
  if (upkeep == Upkeep::refused) return fail(Code{"store_other_version"});
  return in_transaction(database, [&]() -> Status {
    // The list of tables first: the others are noted in it.
    std::ranges::stable_partition(unsettled, [](const Table* table) { return table->name == "known_table"; });
    for (const auto* table : unsettled) {
      const auto noted = known.find(std::string(table->name));
      const auto migration = noted == known.end() ? 0 : noted->second.migration;
      MANARA_CHECK(settle_table(*table, holds(names, table->name), migration));
    }
    return {};
  });
}

Status Store::State::drop_derived() {
  MANARA_CHECK(sqlite::drop_search(database));
  MANARA_TRY(names, table_names());
  MANARA_TRY(known, known_tables(*this, names));
  for (const auto& name : names) {
    const auto table = std::ranges::find(statements.tables(), name, &Table::name);
    const auto noted = known.find(name);
    const bool is_own = table != statements.tables().end() && table->kind == TableKind::derived;
    const bool is_another =
        table == statements.tables().end() && noted != known.end() && noted->second.kind == name_of(TableKind::derived);
    if (!is_own && !is_another) continue;
    MANARA_CHECK(database.execute("DROP TABLE IF EXISTS \"" + name + "\""));
    MANARA_CHECK(run("forget_table", {std::string_view(name)}));
  }
  return {};
}

}  // namespace manara::store
