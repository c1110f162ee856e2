#include "store/sqlite/search.h"

#include <array>
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace manara::store::sqlite {
namespace {

/// Words are what stands between spaces, whatever it is; they come folded. Which row has a word is all that is asked:
/// no places, no sizes. Of a beginning that has no index of its own, the rows of all its words are put together first:
/// 25 ms for 100,000; those that many words have are short.
constexpr std::string_view layout =
    "CREATE VIRTUAL TABLE {0}_search USING fts5(search, content='{0}', columnsize=0, detail=none, prefix='1 2 3 4 5 "
    "6', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")";

/// What a row said before the first change of this transaction; NULL: it was not there.
constexpr const char* changed =
    "CREATE TEMP TABLE IF NOT EXISTS changed_search (tab TEXT, id INTEGER, before TEXT, PRIMARY KEY (tab, id))";

constexpr std::array<std::string_view, 3> triggers{
    "CREATE TEMP TRIGGER IF NOT EXISTS {0}_search_insert AFTER INSERT ON main.{0} BEGIN "
    "INSERT INTO changed_search VALUES ('{0}', new.rowid, NULL) ON CONFLICT DO NOTHING; END",
    "CREATE TEMP TRIGGER IF NOT EXISTS {0}_search_update AFTER UPDATE OF search ON main.{0} "
    "WHEN old.search <> new.search BEGIN "
    "INSERT INTO changed_search VALUES ('{0}', old.rowid, old.search) ON CONFLICT DO NOTHING; END",
    "CREATE TEMP TRIGGER IF NOT EXISTS {0}_search_delete AFTER DELETE ON main.{0} BEGIN "
    "INSERT INTO changed_search VALUES ('{0}', old.rowid, old.search) ON CONFLICT DO NOTHING; END"};

constexpr std::array<std::string_view, 2> settlements{
    "INSERT INTO {0}_search ({0}_search, rowid, search) "
    "SELECT 'delete', id, before FROM changed_search WHERE tab = '{0}' AND before IS NOT NULL ORDER BY id",
    "INSERT INTO {0}_search (rowid, search) "
    "SELECT t.rowid, t.search FROM changed_search c CROSS JOIN {0} t ON t.rowid = c.id WHERE c.tab = '{0}' ORDER BY "
    "c.id"};

std::string about(std::string_view text, std::string_view table) {
  return fmt::format(fmt::runtime(text), table);
}

}  // namespace

std::string_view search_layout() {
  return layout;
}

Status make_search(Database& database, std::span<const std::string_view> tables) {
  for (const auto table : tables) {
    // Dropped and not emptied: pages that are freed are overwritten, rows of an index that stays are not all.
    MANARA_CHECK(database.execute(about("DROP TABLE IF EXISTS {0}_search", table)));
    MANARA_CHECK(database.execute(about(layout, table)));
    MANARA_CHECK(database.execute(about("INSERT INTO {0}_search ({0}_search) VALUES ('rebuild')", table)));
  }
  return {};
}

Status watch_search(Database& database, std::span<const std::string_view> tables) {
  MANARA_CHECK(database.execute(changed));
  for (const auto table : tables) {
    for (const auto trigger : triggers)
      MANARA_CHECK(database.execute(about(trigger, table)));
  }
  return {};
}

Status settle_search(Database& database, std::span<const std::string_view> tables) {
  MANARA_TRY(any, database.first("SELECT 1 FROM changed_search LIMIT 1", {}, [](const Row&) {}));
  if (!any) return {};
  for (const auto table : tables) {
    for (const auto settlement : settlements)
      MANARA_CHECK(database.run(about(settlement, table)));
  }
  MANARA_CHECK(database.run("DELETE FROM changed_search"));
  return {};
}

Status drop_search(Database& database) {
  std::vector<std::string> names;
  MANARA_CHECK(
      database.query("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'", {},
                     [&](const Row& row) {
                       names.push_back(row.text(0));
                       return true;
                     }));
  for (const auto& name : names)
    MANARA_CHECK(database.execute("DROP TABLE \"" + name + "\""));
  return {};
}

Result<std::vector<std::int64_t>> find_rows(Database& database, std::string_view table,
                                            std::span<const std::string> words, std::int64_t most) {
  // A word in quotes is itself, whatever it is; "*": or longer. One behind another: both.
  std::string question;
  for (const auto& word : words) {
    question += question.empty() ? "\"" : " \"";
    for (const char c : word) {
      if (c == '"') question.push_back(c);
      question.push_back(c);
    }
    question += "\"*";
  }
  std::vector<std::int64_t> rows;
  const Value values[] = {std::string_view(question), most};
  MANARA_CHECK(database.query(about("SELECT rowid FROM {0}_search WHERE {0}_search MATCH $1 LIMIT $2", table), values,
                              [&](const Row& row) {
                                rows.push_back(row.integer(0));
                                return true;
                              }));
  return rows;
}

Status list_rows(Database& database, std::span<const std::int64_t> rows) {
  MANARA_CHECK(database.run("DELETE FROM hit"));
  // One statement for all of them: three times as fast as one for each.
  const auto list = fmt::format("[{}]", fmt::join(rows, ","));
  const Value values[] = {std::string_view(list)};
  MANARA_CHECK(database.run("INSERT INTO hit SELECT value FROM json_each($1)", values));
  return {};
}

}  // namespace manara::store::sqlite
