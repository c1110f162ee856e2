/// SQLite behind a page of our own: connections, statements prepared once, rows. Nothing outside src/store includes
/// this.
///
/// Every connection: foreign keys on, deleted content overwritten (secure_delete), write-ahead log, and a commit
/// returns only after fsync (synchronous=FULL).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/value.h"

struct sqlite3;
struct sqlite3_stmt;

namespace manara::store::sqlite {

/// A row of SQLite's: another type than asked for is converted as it does.
class StatementRow final : public Row {
 public:
  explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}
  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] double real(int column) const override;
  [[nodiscard]] std::string text(int column) const override;
  [[nodiscard]] std::string blob(int column) const override;

 private:
  sqlite3_stmt* statement_;
};

enum class Opening : std::uint8_t { read_only, read_write, create };

struct DatabaseOptions {
  Opening opening = Opening::read_write;
  const char* vfs = nullptr;  ///< the file system below; nullptr: the system's
};

class Database {
 public:
  /// Errors: store_missing, store_corrupt, store_failed.
  static Result<Database> open(const std::string& path, const DatabaseOptions& options);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// Statements without parameters, one or several. Errors: as run().
  Status execute(const std::string& sql);
  /// One statement with its values; it is prepared at its first use and kept. Returns the rows that it changed.
  /// Errors: store_full (no room on the disk), store_corrupt, store_busy, store_constraint, store_failed ({0}: SQLite's
  /// own words).
  Result<std::int64_t> run(std::string_view sql, std::span<const Value> values = {});
  /// Calls `each` with every row until it says false.
  Status query(std::string_view sql, std::span<const Value> values, const std::function<bool(const Row&)>& each);
  /// Whether there is a row; the first one is given.
  Result<bool> first(std::string_view sql, std::span<const Value> values, const std::function<void(const Row&)>& row);

  /// What "name(x)" in a statement of this connection says of x: of a number itself, of anything else its bytes.
  using Predicate = std::function<bool(std::int64_t number, std::string_view bytes)>;
  Status define(const char* name, Predicate predicate);

  /// Ends a transaction. What the disk refused has ended already: no error.
  void roll_back();
  /// Goes back to a savepoint and drops it. There is an error where the disk has ended the whole transaction.
  Status roll_back_to(const char* savepoint);
  /// Whether BEGIN is still in force: some errors of the disk end it by themselves.
  [[nodiscard]] bool in_transaction() const;
  /// Moves what the write-ahead log holds into the file and empties it. False where somebody still reads an old state:
  /// it waits a quarter of a second for that.
  Result<bool> cut_log();
  /// Asks a query that runs on another thread to end.
  void interrupt();
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  /// What a code of SQLite's means.
  [[nodiscard]] Error error(int code) const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  Database() = default;
  Result<sqlite3_stmt*> prepared(std::string_view sql, std::span<const Value> values);

  std::unique_ptr<sqlite3, Close> handle_{};
  std::map<std::string, Statement, std::less<>> statements_{};
};

}  // namespace manara::store::sqlite
