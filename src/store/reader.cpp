#include "store/reader.h"

namespace manara::store {

Result<Reader> Reader::open(const std::string& path, const Statements& statements, const access::Scope& scope,
                            const char* vfs) {
  MANARA_TRY(database, sqlite::Database::open(path, {.opening = sqlite::Opening::read_only, .vfs = vfs}));
  Reader reader(std::move(database), statements);
  MANARA_CHECK(reader.database_.execute("CREATE TEMP TABLE granted (scope_id BYTEA PRIMARY KEY)"));
  MANARA_CHECK(reader.grant(scope));
  return reader;
}

Status Reader::grant(const access::Scope& scope) {
  MANARA_CHECK(database_.execute("DELETE FROM granted"));
  for (const auto& id : scope.held) {
    const Value held[] = {blob(id)};
    // A scope holds itself, and what scope_member says it holds.
    MANARA_CHECK(database_.run("INSERT OR IGNORE INTO granted (scope_id) VALUES ($1)", held));
  }
  return {};
}

Status Reader::query(std::string_view statement, std::initializer_list<Value> values,
                     const std::function<bool(const Row&)>& each) {
  const auto* found = statements_->find(statement, StatementKind::read);
  if (found == nullptr) return fail(Code{"sql_unknown"}, {std::string(statement)});
  return database_.query(found->sql, std::span(values.begin(), values.size()), each);
}

Status Reader::in_snapshot(const std::function<Status()>& work) {
  MANARA_CHECK(database_.execute("BEGIN"));
  auto done = work();
  database_.roll_back();
  return done;
}

}  // namespace manara::store
