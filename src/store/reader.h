/// Reading, and only what the scope holds: the statements that are headed "read" see the scopes in the table `granted`,
/// which each handle fills for itself, and what is searched for in `asked`. There is no handle without a scope; an
/// empty one sees nothing.
#pragma once

#include <functional>
#include <initializer_list>
#include <span>
#include <string>

#include "access/scope.h"
#include "store/sqlite/database.h"
#include "store/statements.h"
#include "store/value.h"

namespace manara::store {

class Reader {
 public:
  /// `scope`: nations and organisations whose rows may be seen, and those of all that they hold.
  static Result<Reader> open(const std::string& path, const Statements& statements, const access::Scope& scope,
                             const char* vfs);

  /// Another scope for the next reader of this connection; it has asked for nothing yet.
  Status grant(const access::Scope& scope);
  /// What {found …} looks for from now on: rows that have every word of it. "": all rows.
  Status look_for(std::string_view search);

  /// Calls `each` with every row until it says false. Errors: sql_unknown (no "read" of that name), and the database's.
  Status query(std::string_view statement, std::span<const Value> values, const std::function<bool(const Row&)>& each);
  Status query(std::string_view statement, std::initializer_list<Value> values,
               const std::function<bool(const Row&)>& each) {
    return query(statement, std::span(values.begin(), values.size()), each);
  }
  /// A state of the database that stays the same until the end of `work`.
  Status in_snapshot(const std::function<Status()>& work);

 private:
  Reader(sqlite::Database database, const Statements& statements)
      : database_(std::move(database)), statements_(&statements) {}
  sqlite::Database database_;
  const Statements* statements_;
};

}  // namespace manara::store
