#include "formats/rpm/packages_table.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <sqlite3.h>
#include <string>

namespace manara::formats {
namespace {

// The SQLite file format, "The Database Header".
constexpr std::size_t header_bytes = 100;
constexpr sqlite3_int64 write_version_at = 18, read_version_at = 19;  // 2: write-ahead log, 1: rollback journal
constexpr std::size_t page_size_at = 16, change_counter_at = 24, page_count_at = 28, valid_for_at = 92;

/// The one file of the file system below. rpm keeps its database in write-ahead mode, and SQLite opens no such file
/// without shared memory beside it: so those two bytes read as "rollback journal".
struct MemoryFile {
  sqlite3_file base;  // first: SQLite knows the object by it
  const char* bytes;
  sqlite3_int64 size;
};

MemoryFile& self(sqlite3_file* file) {
  return *reinterpret_cast<MemoryFile*>(file);
}

int read_bytes(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
  const auto& memory = self(file);
  auto* target = static_cast<char*>(out);
  const auto there = std::clamp<sqlite3_int64>(memory.size - offset, 0, amount);
  if (there > 0) std::memcpy(target, memory.bytes + offset, static_cast<std::size_t>(there));
  for (const auto at : {write_version_at, read_version_at}) {
    if (at >= offset && at < offset + there) target[at - offset] = 1;
  }
  if (there == amount) return SQLITE_OK;
  std::memset(target + there, 0, static_cast<std::size_t>(amount - there));
  return SQLITE_IOERR_SHORT_READ;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = self(file).size;
  return SQLITE_OK;
}

int refuse_write(sqlite3_file*, const void*, int, sqlite3_int64) {
  return SQLITE_READONLY;
}
int refuse_truncate(sqlite3_file*, sqlite3_int64) {
  return SQLITE_READONLY;
}
int nothing(sqlite3_file*) {
  return SQLITE_OK;
}
int nothing_with(sqlite3_file*, int) {
  return SQLITE_OK;
}
int not_reserved(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int no_control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
  return 4096;
}
int immutable(sqlite3_file*) {
  return SQLITE_IOCAP_IMMUTABLE;
}

constexpr sqlite3_io_methods methods = {
    1,         nothing,      read_bytes,   refuse_write, refuse_truncate, nothing_with,
    file_size, nothing_with, nothing_with, not_reserved, no_control,      sector_size,
    immutable, nullptr,      nullptr,      nullptr,      nullptr,         nullptr,
    nullptr};

int open_file(sqlite3_vfs* vfs, const char*, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;  // no journal, no temporary file
  const auto& bytes = *static_cast<const std::string_view*>(vfs->pAppData);
  auto& memory = self(file);
  memory.bytes = bytes.data();
  memory.size = static_cast<sqlite3_int64>(bytes.size());
  memory.base.pMethods = &methods;
  if (out_flags != nullptr) *out_flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
  return SQLITE_OK;
}

int no_delete(sqlite3_vfs*, const char*, int) {
  return SQLITE_READONLY;
}
int nothing_else_exists(sqlite3_vfs*, const char*, int, int* result) {
  *result = 0;
  return SQLITE_OK;
}
int same_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}
int no_randomness(sqlite3_vfs*, int size, char* out) {
  std::memset(out, 0, static_cast<std::size_t>(size));
  return size;
}
int no_sleep(sqlite3_vfs*, int) {
  return 0;
}
int no_time(sqlite3_vfs*, double* out) {
  *out = 0;
  return SQLITE_OK;
}

/// A file system that holds the bytes under any name, for as long as it lives.
class MemoryVfs {
 public:
  explicit MemoryVfs(std::string_view bytes) : bytes_(bytes) {
    static std::atomic<std::uint64_t> count{0};
    name_ = "manara-rpm-" + std::to_string(count.fetch_add(1));
    vfs_.iVersion = 1;
    vfs_.szOsFile = sizeof(MemoryFile);
    vfs_.mxPathname = 64;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = &bytes_;
    vfs_.xOpen = open_file;
    vfs_.xDelete = no_delete;
    vfs_.xAccess = nothing_else_exists;
    vfs_.xFullPathname = same_name;
    vfs_.xRandomness = no_randomness;
    vfs_.xSleep = no_sleep;
    vfs_.xCurrentTime = no_time;
    sqlite3_vfs_register(&vfs_, 0);
  }
  ~MemoryVfs() { sqlite3_vfs_unregister(&vfs_); }
  MemoryVfs(const MemoryVfs&) = delete;
  MemoryVfs& operator=(const MemoryVfs&) = delete;
  [[nodiscard]] const char* name() const { return name_.c_str(); }

 private:
  std::string_view bytes_;
  std::string name_{};
  sqlite3_vfs vfs_{};
};

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

std::unexpected<Error> damaged(sqlite3* database) {
  return fail(Code{"rpm_database_damaged"}, {database == nullptr ? "" : sqlite3_errmsg(database)});
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// SQLite reads a file that was cut off until it meets a page that is missing; what lies before would pass for all.
/// The header's page count is true where the last writer knew of it ("The in-header database size").
bool is_truncated(std::string_view bytes) {
  if (bytes.size() < header_bytes) return true;
  const std::uint64_t stored = big_endian(bytes, page_size_at, 2);
  const std::uint64_t page_size = stored == 1 ? 65536 : stored;
  const std::uint64_t pages = big_endian(bytes, page_count_at, 4);
  const bool count_is_valid = big_endian(bytes, change_counter_at, 4) == big_endian(bytes, valid_for_at, 4);
  return bytes.size() % std::max<std::uint64_t>(page_size, 1) != 0 ||
         (count_is_valid && bytes.size() / std::max<std::uint64_t>(page_size, 1) < pages);
}

/// A schema is foreign code: it may define views, triggers, generated columns. Nothing of it runs but reading columns.
int allow_reading_only(void*, int action, const char*, const char*, const char*, const char*) {
  return action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY;
}

/// Steps of SQLite's machine that reading may take: some ten a row are normal.
struct Budget {
  std::uint64_t left;
};
constexpr int steps_a_call = 10'000;
int spend(void* budget) {
  auto& left = static_cast<Budget*>(budget)->left;
  if (left == 0) return 1;
  --left;
  return 0;
}

Result<Statement> prepare(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK) return damaged(database);
  return Statement(statement);
}

/// Packages must be a plain table: a view or a virtual table by that name would be code.
Status check_schema(sqlite3* database) {
  MANARA_TRY(statement, prepare(database, "SELECT type, sql FROM sqlite_master WHERE name = 'Packages'"));
  const int result = sqlite3_step(statement.get());
  if (result == SQLITE_DONE) return fail(Code{"rpm_no_packages_table"});
  if (result != SQLITE_ROW) return damaged(database);
  const auto text = [&](int column) {
    const auto* value = sqlite3_column_text(statement.get(), column);
    return std::string_view(value == nullptr ? "" : reinterpret_cast<const char*>(value));
  };
  if (text(0) != "table" || sqlite3_strnicmp(text(1).data(), "CREATE VIRTUAL", 14) == 0)
    return fail(Code{"rpm_no_packages_table"});
  return {};
}

}  // namespace

Status for_each_header(std::string_view database_bytes, const Limits& limits, const HeaderVisitor& visit) {
  if (is_truncated(database_bytes)) return fail(Code{"rpm_database_truncated"});
  const MemoryVfs vfs(database_bytes);
  sqlite3* opened = nullptr;
  const int open =
      sqlite3_open_v2("rpmdb.sqlite", &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_PRIVATECACHE, vfs.name());
  const Database database(opened);
  if (open != SQLITE_OK) return damaged(database.get());
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(database.get(), SQLITE_LIMIT_LENGTH,
                static_cast<int>(std::min<std::uint64_t>(limits.record_bytes, 1U << 30U)));
  Budget budget{limits.components / 100 + 1000};
  sqlite3_progress_handler(database.get(), steps_a_call, spend, &budget);
  sqlite3_set_authorizer(database.get(), allow_reading_only, nullptr);

  MANARA_CHECK(check_schema(database.get()));
  MANARA_TRY(statement, prepare(database.get(), "SELECT blob FROM Packages"));
  for (;;) {
    const int result = sqlite3_step(statement.get());
    if (result == SQLITE_DONE) return {};
    if (result != SQLITE_ROW) return damaged(database.get());
    const auto* blob = static_cast<const char*>(sqlite3_column_blob(statement.get(), 0));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), 0));
    MANARA_CHECK(visit({blob == nullptr ? "" : blob, blob == nullptr ? 0 : size}));
  }
}

}  // namespace manara::formats
