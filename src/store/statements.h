/// SQL as files: tables and statements with a name, in the words that SQLite and PostgreSQL share. A file is a row of
/// blocks, each below a heading:
///
///     -- table ledger entry            CREATE statements of it; ledger, derived or operational
///     -- write save_organisation       what a projection may run
///     -- read list_organisations       what a reader may run: sees `granted`, the scopes it holds
///     -- own head                      what the store itself runs
///     -- operate end_session           what Store::operate may run: of operational tables alone
///     -- require an_administrator      what it may ask beside: a SELECT of any table
///     -- migrate 1 session             what makes an older table as it stands above: from 1 on, each run once
///     -- form visible                  what {visible x} stands for in a statement; {} is x
///     -- form visible narrow           and where a reader sees few scopes (store/variants.h)
///
/// Parameters are $1, $2, … Every list asks {visible o.scope_id}, whether the reader's scope holds the row, and where
/// it can be searched {found o.search}, whether the row has all that the reader asked for: a derived table's column
/// `search` holds text::search_words(). A total counts within {counted}: up to most_counted, and no further.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/variants.h"

namespace manara::store {

/// Ledger: entries and their parts. Derived: what follows from them, rebuilt at will. Operational: neither (sessions,
/// password hashes, jobs): kept in backups only.
enum class TableKind : std::uint8_t { ledger, derived, operational };
enum class StatementKind : std::uint8_t { own, read, write, operate, require };

/// Where a total stops: nobody reads on to the end, and the count would cost more than the page.
constexpr std::int64_t most_counted = 10'000;

struct Table {
  TableKind kind = TableKind::derived;
  std::string_view name{};
  std::string_view sql{};  ///< its CREATE statements, indexes too
  /// Of an operational one: what changed it, in order. Derived ones are made anew, the ledger's never change.
  std::vector<std::string_view> migrations{};

  /// Whether its rows are found by their words.
  [[nodiscard]] bool has_search() const;
};

struct Statement {
  StatementKind kind = StatementKind::own;
  std::string_view name{};
  std::string_view sql{};
};

/// The store's own tables and statements: sql/ledger.sql, embedded.
std::string_view ledger_sql();

/// Every table and statement of a program. Views into the texts, which live as long as the program, and into what was
/// made of them by forms, which lives as long as this.
class Statements {
 public:
  /// Errors: sql_malformed ({0}: the heading): also a name twice, a form that there isn't, an "operate" that names a
  /// table of another kind, a "require" that is no SELECT, and a "migrate" out of order or of no operational table
  /// above it.
  static Result<Statements> of(std::span<const std::string_view> files);

  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  [[nodiscard]] const std::map<std::string_view, Statement>& statements() const { return statements_; }
  /// nullptr where there is none of that name and kind.
  [[nodiscard]] const Statement* find(std::string_view name, StatementKind kind) const;

  /// A "read" that is put in several ways. nullptr where there is one.
  struct Read {
    Variants variants{};
    std::string_view searched{};  ///< the table whose index of words {found …} asks; "": none
  };
  [[nodiscard]] const Read* variants(std::string_view name) const;
  /// Derived tables that can be searched.
  [[nodiscard]] std::vector<std::string_view> searched_tables() const;

 private:
  Status fill_forms();
  [[nodiscard]] std::string_view table_of(std::string_view sql, std::string_view alias) const;

  std::vector<Table> tables_{};  // in the order of the files: what others refer to comes first
  std::map<std::string_view, Statement> statements_{};
  std::map<std::string_view, Read> reads_{};
  Forms forms_{};
  std::deque<std::string> made_{};  // a deque: what it holds stays where it is
};

}  // namespace manara::store
