/// Reading, and only what the scope holds: the statements that are headed "read" see the scopes in the table `granted`,
/// which each handle fills for itself, and what is searched for in `asked`. There is no handle without a scope; an
/// empty one sees nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "access/scope.h"
#include "store/statements.h"
#include "store/value.h"

namespace manara::store {

/// Where the ways part in which a statement is put (store/variants.h).
struct ReaderBounds {
  /// Whoever sees at most so many scopes goes through them; for others the order of the list is gone through.
  std::size_t narrow = 64;
  /// So many hits, or one in so many rows, are fetched one by one and sorted, in 1 µs each. More are met in the list's
  /// order: sooner, where they lie all over it, and at the worst after 0.1 µs for each row of the table.
  std::size_t few = 2000;
  std::size_t rows_a_hit = 10;
  /// Of a word that more rows have, the order's first rows that have it come soon: they are read.
  std::size_t hits = 50'000;
};

class Reader {
 public:
  /// `scope`: nations and organisations whose rows may be seen, and those of all that they hold.
  static Result<Reader> open(const std::string& path, const Statements& statements, const access::Scope& scope,
                             const char* vfs);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  /// Other bounds: what is found stays the same.
  void bound(const ReaderBounds& bounds);
  /// Another scope for the next reader of this connection; it has asked for nothing yet.
  Status grant(const access::Scope& scope);
  /// What {found …} looks for from now on: rows of whose words one begins with each word of it. "": all rows.
  Status look_for(std::string_view search);

  /// Calls `each` with every row until it says false. Errors: sql_unknown (no "read" of that name), and the database's.
  Status query(std::string_view statement, std::span<const Value> values, const std::function<bool(const Row&)>& each);
  Status query(std::string_view statement, std::initializer_list<Value> values,
               const std::function<bool(const Row&)>& each) {
    return query(statement, std::span(values.begin(), values.size()), each);
  }
  struct Total {
    std::int64_t number = 0;
    bool at_least = false;  ///< there may be more: nobody counted on
  };
  /// The number that a statement with {counted} gives.
  Result<Total> count(std::string_view statement, std::span<const Value> values);
  /// A state of the database that stays the same until the end of `work`.
  Status in_snapshot(const std::function<Status()>& work);

 private:
  struct State;
  explicit Reader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace manara::store
