#include "store/reader.h"

#include "base/strings.h"
#include "text/fold.h"

namespace manara::store {
namespace {

/// `%` and `_` mean themselves in what people search for.
std::string like_pattern(std::string_view word) {
  std::string pattern = "%";
  for (const char c : word) {
    if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
    pattern.push_back(c);
  }
  return pattern + "%";
}

}  // namespace

Result<Reader> Reader::open(const std::string& path, const Statements& statements, const access::Scope& scope,
                            const char* vfs) {
  MANARA_TRY(database, sqlite::Database::open(path, {.opening = sqlite::Opening::read_only, .vfs = vfs}));
  Reader reader(std::move(database), statements);
  MANARA_CHECK(reader.database_.execute("CREATE TEMP TABLE granted (scope_id BYTEA PRIMARY KEY)"));
  MANARA_CHECK(reader.database_.execute("CREATE TEMP TABLE asked (pattern TEXT NOT NULL)"));
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
  return look_for({});
}

Status Reader::look_for(std::string_view search) {
  MANARA_CHECK(database_.execute("DELETE FROM asked"));
  const auto folded = text::fold_for_search(search);
  for (const auto word : split(folded, ' ')) {
    if (word.empty()) continue;
    const auto pattern = like_pattern(word);
    const Value asked[] = {std::string_view(pattern)};
    MANARA_CHECK(database_.run("INSERT INTO asked (pattern) VALUES ($1)", asked));
  }
  return {};
}

Status Reader::query(std::string_view statement, std::span<const Value> values,
                     const std::function<bool(const Row&)>& each) {
  const auto* found = statements_->find(statement, StatementKind::read);
  if (found == nullptr) return fail(Code{"sql_unknown"}, {std::string(statement)});
  return database_.query(found->sql, values, each);
}

Status Reader::in_snapshot(const std::function<Status()>& work) {
  MANARA_CHECK(database_.execute("BEGIN"));
  auto done = work();
  database_.roll_back();
  return done;
}

}  // namespace manara::store
