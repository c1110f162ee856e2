#include "store/whole.h"

#include <memory>
#include <sqlite3.h>

#include "store/erasing.h"
#include "store/sqlite/database.h"
#include "store/statements.h"

namespace manara::store {

namespace {

using sqlite::Database;
using sqlite::Opening;

/// A statement of the store's own.
Result<std::string> own(std::string_view name) {
  const std::string_view files[] = {ledger_sql()};
  MANARA_TRY(statements, Statements::of(files));
  const auto* statement = statements.find(name, StatementKind::own);
  if (statement == nullptr) return fail(Code{"sql_unknown"}, {std::string(name)});
  return std::string(statement->sql);
}

}  // namespace

Status copy_database(const std::string& from, const std::string& to, const char* vfs) {
  MANARA_TRY(source, Database::open(from, {.opening = Opening::read_only, .vfs = vfs}));
  MANARA_TRY(target, Database::open(to, {.opening = Opening::create, .vfs = vfs}));
  auto* copy = ::sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
  if (copy == nullptr) return std::unexpected(target.error(SQLITE_ERROR));
  // In one step: it reads one state, and begins anew for nobody who writes meanwhile.
  const int stepped = ::sqlite3_backup_step(copy, -1);
  const int finished = ::sqlite3_backup_finish(copy);
  if (stepped != SQLITE_DONE) return std::unexpected(target.error(stepped));
  if (finished != SQLITE_OK) return std::unexpected(target.error(finished));
  return {};
}

Status check_database(const std::string& path, const char* vfs) {
  MANARA_TRY(database, Database::open(path, {.vfs = vfs}));
  std::string complaint;
  MANARA_CHECK(database.query("PRAGMA integrity_check(1)", {}, [&](const Row& row) {
    complaint = row.text(0);
    return false;
  }));
  if (complaint != "ok") return fail(Code{"store_corrupt"}, {complaint});
  MANARA_TRY(dangling,
             database.first("PRAGMA foreign_key_check", {}, [&](const Row& row) { complaint = row.text(0); }));
  if (dangling) return fail(Code{"store_corrupt"}, {complaint});
  return {};
}

Result<bool> is_held(const std::string& path, const char* vfs) {
  sqlite3* opened = nullptr;
  const int code = ::sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, vfs);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, ::sqlite3_close_v2);
  if (code == SQLITE_CANTOPEN) return false;
  // Whoever has a database with a log open holds a lock on it, busy or not; an exclusive one can't be had beside it.
  constexpr const char* alone = "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK";
  const int locked = ::sqlite3_exec(opened, alone, nullptr, nullptr, nullptr) & 0xff;
  return locked == SQLITE_BUSY || locked == SQLITE_LOCKED;
}

Result<Label> label_of(const std::string& path, const char* vfs) {
  MANARA_TRY(database, Database::open(path, {.opening = Opening::read_only, .vfs = vfs}));
  MANARA_TRY(identity, own("identity"));
  MANARA_TRY(last, own("last_checkpoint"));
  Label label;
  MANARA_TRY(found, database.first(identity, {}, [&](const Row& row) {
    label.identity = {.home = row.id<ledger::NodeId>(0), .origin = row.text(1), .verifier = row.text(2)};
  }));
  if (!found) return fail(Code{"store_corrupt"}, {"node_identity"});
  MANARA_TRY(kept, database.first(last, {}, [&](const Row& row) { label.checkpoint = row.text(1); }));
  if (!kept) label.checkpoint.reset();
  return label;
}

Result<std::vector<Erasing>> erasures_in(const std::string& path, const char* vfs) {
  MANARA_TRY(database, Database::open(path, {.opening = Opening::read_only, .vfs = vfs}));
  MANARA_TRY(statement, own("erasures"));
  std::vector<Erasing> all;
  Status status;
  MANARA_CHECK(database.query(statement, {}, [&](const Row& row) {
    const auto bytes = row.blob(0);
    const auto header = ledger::read_header(bytes);
    const auto said = row.blob(1);
    auto erasure = ledger::read_erasure(said);
    if (!header || !erasure) {
      status = fail(Code{"entry_malformed"}, {std::string(ledger::erased_kind)});
      return false;
    }
    all.push_back({.draft = header->draft,
                   .entry = erasure->entry,
                   .parts = std::move(erasure->parts),
                   .actor = header->actor,
                   .reason = row.blob(2)});
    return true;
  }));
  MANARA_CHECK(status);
  return all;
}

Status rename_log(const std::string& path, const std::string& origin, const std::string& verifier, const char* vfs) {
  MANARA_TRY(database, Database::open(path, {.vfs = vfs}));
  MANARA_TRY(rename, own("rename_log"));
  const Value values[] = {std::string_view(origin), std::string_view(verifier)};
  MANARA_CHECK(database.run(rename, values));
  return {};
}

}  // namespace manara::store
