/// The words of tables that can be searched, as indexes that SQLite keeps (FTS5): one beside each table, asked for the
/// beginnings of words. They are its own business: what a practice says of search it says to every database alike.
///
/// FTS5 writes what it has in memory at each savepoint, and each draft of a batch is one; so rows that change are only
/// noted while a transaction runs, and go into the indexes at its end, all at once.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sqlite/database.h"

namespace manara::store::sqlite {

/// What the indexes are: where it changes they are made anew.
std::string_view search_layout();

/// Makes the index of each table out of its rows; where there is one, anew, and nothing is left of what it held.
Status make_search(Database& database, std::span<const std::string_view> tables);
/// From now on this connection notes which rows change. Tables that are dropped are no longer watched.
Status watch_search(Database& database, std::span<const std::string_view> tables);
/// Before a COMMIT: what was noted goes into the indexes.
Status settle_search(Database& database, std::span<const std::string_view> tables);
/// Of whatever tables there are.
Status drop_search(Database& database);

/// The rows, at most so many and the first ones, of which each word begins one of their words; in their order.
Result<std::vector<std::int64_t>> find_rows(Database& database, std::string_view table,
                                            std::span<const std::string> words, std::int64_t most);
/// Fills the table `hit` with these rows.
Status list_rows(Database& database, std::span<const std::int64_t> rows);

}  // namespace manara::store::sqlite
