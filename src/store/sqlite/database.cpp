#include "store/sqlite/database.h"

#include <sqlite3.h>

namespace manara::store::sqlite {
namespace {

constexpr int busy_timeout_ms = 5000;
constexpr int short_timeout_ms = 250;
constexpr std::size_t most_prepared = 300;

/// FULL: an acknowledged entry survives a power cut. A WAL that is larger than 64 MB is cut back after a checkpoint.
constexpr const char* settings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864; PRAGMA trusted_schema=OFF;";
/// Readers see the file's pages where the system holds them, once for all of them: copying each into a cache of one's
/// own was a third of what a search cost.
constexpr const char* reader_settings =
    "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA mmap_size=1073741824;";

int bind(sqlite3_stmt* statement, int index, const Value& value) {
  const auto size = [](std::string_view bytes) { return static_cast<sqlite3_uint64>(bytes.size()); };
  // Values live until the statement is reset, which is before the call that was given them returns.
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return ::sqlite3_bind_int64(statement, index, *integer);
  if (const auto* real = std::get_if<double>(&value)) return ::sqlite3_bind_double(statement, index, *real);
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    const char* data = text->data() != nullptr ? text->data() : "";
    return ::sqlite3_bind_text64(statement, index, data, size(*text), SQLITE_STATIC, SQLITE_UTF8);
  }
  if (const auto* blob = std::get_if<Blob>(&value)) {
    const char* data = blob->bytes.data() != nullptr ? blob->bytes.data() : "";
    return ::sqlite3_bind_blob64(statement, index, data, size(blob->bytes), SQLITE_STATIC);
  }
  return ::sqlite3_bind_null(statement, index);
}

void answer(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  auto* value = values[0];
  const auto& predicate = *static_cast<const Database::Predicate*>(::sqlite3_user_data(context));
  if (::sqlite3_value_type(value) == SQLITE_INTEGER)
    return ::sqlite3_result_int(context, predicate(::sqlite3_value_int64(value), {}) ? 1 : 0);
  const auto* bytes = static_cast<const char*>(::sqlite3_value_blob(value));
  const auto size = static_cast<std::size_t>(::sqlite3_value_bytes(value));
  ::sqlite3_result_int(context, predicate(0, {bytes == nullptr ? "" : bytes, size}) ? 1 : 0);
}

/// Resets a statement when a call is done with it, so that it holds no lock and no views.
class Using {
 public:
  explicit Using(sqlite3_stmt* statement) : statement_(statement) {}
  Using(const Using&) = delete;
  Using& operator=(const Using&) = delete;
  ~Using() {
    ::sqlite3_reset(statement_);
    ::sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

}  // namespace

bool StatementRow::is_null(int column) const {
  return ::sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
std::int64_t StatementRow::integer(int column) const {
  return ::sqlite3_column_int64(statement_, column);
}
double StatementRow::real(int column) const {
  return ::sqlite3_column_double(statement_, column);
}
std::string StatementRow::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(::sqlite3_column_text(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(::sqlite3_column_bytes(statement_, column))};
}
std::string StatementRow::blob(int column) const {
  const auto* data = static_cast<const char*>(::sqlite3_column_blob(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(::sqlite3_column_bytes(statement_, column))};
}

void Database::Close::operator()(sqlite3* handle) const {
  ::sqlite3_close_v2(handle);
}
void Database::Finalize::operator()(sqlite3_stmt* statement) const {
  ::sqlite3_finalize(statement);
}

Database::Database(Database&&) noexcept = default;
// Statements go before the connection they belong to, whichever is assigned over.
Database& Database::operator=(Database&& other) noexcept {
  statements_ = std::move(other.statements_);
  handle_ = std::move(other.handle_);
  return *this;
}
Database::~Database() {
  statements_.clear();
}

Result<Database> Database::open(const std::string& path, const DatabaseOptions& options) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= options.opening == Opening::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (options.opening == Opening::create) flags |= SQLITE_OPEN_CREATE;
  Database database;
  sqlite3* handle = nullptr;
  const int code = ::sqlite3_open_v2(path.c_str(), &handle, flags, options.vfs);
  database.handle_.reset(handle);
  if (code == SQLITE_CANTOPEN) return fail(Code{"store_missing"}, {path});
  if (code != SQLITE_OK) return std::unexpected(database.error(code));
  ::sqlite3_busy_timeout(handle, busy_timeout_ms);
  MANARA_CHECK(database.execute(options.opening == Opening::read_only ? reader_settings : settings));
  return database;
}

Error Database::error(int code) const {
  const std::string words = handle_ ? ::sqlite3_errmsg(handle_.get()) : ::sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_FULL: return {Code{"store_full"}, {}, {}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {Code{"store_corrupt"}, {words}, {}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Code{"store_busy"}, {}, {}};
    case SQLITE_CONSTRAINT: return {Code{"store_constraint"}, {words}, {}};
    default: return {Code{"store_failed"}, {words}, {}};
  }
}

Status Database::execute(const std::string& sql) {
  const int code = ::sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return std::unexpected(error(code));
  return {};
}

Result<sqlite3_stmt*> Database::prepared(std::string_view sql, std::span<const Value> values) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    // What is asked for in many ways is not kept for ever; what stands on a row just now is.
    if (statements_.size() >= most_prepared)
      std::erase_if(statements_, [](const auto& kept) { return ::sqlite3_stmt_busy(kept.second.get()) == 0; });
    sqlite3_stmt* made = nullptr;
    const int code = ::sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    if (code != SQLITE_OK) return std::unexpected(error(code));
    found = statements_.emplace(std::string(sql), Statement(made)).first;
  }
  auto* statement = found->second.get();
  for (std::size_t i = 0; i < values.size(); ++i) {
    // "$2" is a name to SQLite and a place to PostgreSQL; one that a statement doesn't use may be given all the same.
    const auto name = "$" + std::to_string(i + 1);
    const int index = ::sqlite3_bind_parameter_index(statement, name.c_str());
    if (index == 0) continue;
    const int code = bind(statement, index, values[i]);
    if (code != SQLITE_OK) return std::unexpected(error(code));
  }
  return statement;
}

Result<std::int64_t> Database::run(std::string_view sql, std::span<const Value> values) {
  MANARA_TRY(statement, prepared(sql, values));
  const Using used(statement);
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW)
    code = ::sqlite3_step(statement);
  if (code != SQLITE_DONE) return std::unexpected(error(code));
  return ::sqlite3_changes64(handle_.get());
}

Status Database::query(std::string_view sql, std::span<const Value> values,
                       const std::function<bool(const Row&)>& each) {
  MANARA_TRY(statement, prepared(sql, values));
  const Using used(statement);
  for (;;) {
    const int code = ::sqlite3_step(statement);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW) return std::unexpected(error(code));
    if (!each(StatementRow(statement))) return {};
  }
}

Result<bool> Database::first(std::string_view sql, std::span<const Value> values,
                             const std::function<void(const Row&)>& row) {
  bool found = false;
  MANARA_CHECK(query(sql, values, [&](const Row& is) {
    found = true;
    row(is);
    return false;
  }));
  return found;
}

Status Database::define(const char* name, Predicate predicate) {
  auto* kept = new Predicate(std::move(predicate));  // SQLite destroys it, also where it refuses
  const int code = ::sqlite3_create_function_v2(handle_.get(), name, 1, SQLITE_UTF8, kept, answer, nullptr, nullptr,
                                                [](void* data) { delete static_cast<Predicate*>(data); });
  if (code != SQLITE_OK) return std::unexpected(error(code));
  return {};
}

void Database::roll_back() {
  ::sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Status Database::roll_back_to(const char* savepoint) {
  return execute(std::string("ROLLBACK TO ") + savepoint + "; RELEASE " + savepoint);
}

bool Database::in_transaction() const {
  return ::sqlite3_get_autocommit(handle_.get()) == 0;
}

Result<bool> Database::cut_log() {
  bool is_cut = false;
  ::sqlite3_busy_timeout(handle_.get(), short_timeout_ms);
  // A row of: busy, pages in the log, pages moved.
  const auto done = query("PRAGMA wal_checkpoint(TRUNCATE)", {}, [&](const Row& row) {
    is_cut = row.integer(0) == 0;
    return false;
  });
  ::sqlite3_busy_timeout(handle_.get(), busy_timeout_ms);
  MANARA_CHECK(done);
  return is_cut;
}

void Database::interrupt() {
  ::sqlite3_interrupt(handle_.get());
}

}  // namespace manara::store::sqlite
