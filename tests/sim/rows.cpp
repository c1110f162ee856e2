#include "rows.h"

#include <algorithm>
#include <memory>
#include <sqlite3.h>
#include <vector>

namespace manara::sim {
namespace {

using Rows = std::vector<std::string>;

Rows rows(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  Rows all;
  if (::sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) return all;
  while (::sqlite3_step(statement) == SQLITE_ROW) {
    std::string row;
    for (int i = 0; i < ::sqlite3_column_count(statement); ++i) {
      const auto* bytes = static_cast<const char*>(::sqlite3_column_blob(statement, i));
      if (bytes != nullptr) row.append(bytes, static_cast<std::size_t>(::sqlite3_column_bytes(statement, i)));
      row += '|';
    }
    all.push_back(std::move(row));
  }
  ::sqlite3_finalize(statement);
  std::ranges::sort(all);
  return all;
}

}  // namespace

std::string rows_of(const std::string& path, const char* vfs) {
  sqlite3* opened = nullptr;
  const int code = ::sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, vfs);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, ::sqlite3_close_v2);
  std::string text;
  if (code != SQLITE_OK) return text;
  // Not the index of words: how SQLite lays it out depends on the order of writing. The column that it is made of
  // counts.
  constexpr auto names =
      R"(SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\_search%' ESCAPE '\')";
  for (const auto& table : rows(opened, names)) {
    const auto name = table.substr(0, table.size() - 1);
    text += "table " + name + "\n";
    for (const auto& row : rows(opened, "SELECT * FROM \"" + name + "\""))
      text += row + "\n";
  }
  return text;
}

}  // namespace manara::sim
