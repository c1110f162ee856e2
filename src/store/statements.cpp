#include "store/statements.h"

#include <algorithm>
#include <optional>

#include "base/strings.h"

namespace manara::store {
namespace {

constexpr std::string_view mark = "-- ";

/// A block: its heading's words and the text below.
struct Block {
  std::string_view heading{};
  std::string_view sql{};
};

bool is_heading(std::string_view line) {
  for (const auto* word : {"table ", "write ", "read ", "own ", "operate ", "require ", "form ", "migrate "}) {
    if (line.starts_with(mark) && line.substr(mark.size()).starts_with(word)) return true;
  }
  return false;
}

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = text.substr(at, end - at);
    if (is_heading(line)) {
      if (!blocks.empty()) blocks.back().sql = trim(text.substr(begin, at - begin));
      blocks.push_back({.heading = trim(line.substr(mark.size()))});
      begin = std::min(end + 1, text.size());
    }
    at = end + 1;
  }
  if (!blocks.empty()) blocks.back().sql = trim(text.substr(begin));
  return blocks;
}

std::optional<TableKind> table_kind(std::string_view word) {
  if (word == "ledger") return TableKind::ledger;
  if (word == "derived") return TableKind::derived;
  if (word == "operational") return TableKind::operational;
  return std::nullopt;
}

/// The next one of its table.
bool add_migration(std::vector<Table>& tables, std::string_view number, std::string_view name, std::string_view sql) {
  const auto table = std::ranges::find(tables, name, &Table::name);
  if (table == tables.end() || table->kind != TableKind::operational) return false;
  if (parse_unsigned(number) != table->migrations.size() + 1) return false;
  table->migrations.push_back(sql);
  return true;
}

std::optional<StatementKind> statement_kind(std::string_view word) {
  if (word == "own") return StatementKind::own;
  if (word == "read") return StatementKind::read;
  if (word == "write") return StatementKind::write;
  if (word == "operate") return StatementKind::operate;
  if (word == "require") return StatementKind::require;
  return std::nullopt;
}

/// Whether a statement says this word, in any case and place; a string or a column of that name counts too.
bool says(std::string_view sql, std::string_view word) {
  const auto in_word = [&](std::size_t at) { return at < sql.size() && (is_alnum(sql[at]) || sql[at] == '_'); };
  for (std::size_t at = 0; at + word.size() <= sql.size(); ++at) {
    if (iequals(sql.substr(at, word.size()), word) && !in_word(at + word.size()) && (at == 0 || !in_word(at - 1)))
      return true;
  }
  return false;
}

/// What is no entry may not touch the ledger, nor what follows from it.
Status check_operate(const Statement& statement, std::span<const Table> tables) {
  if (statement.kind == StatementKind::require && !statement.sql.starts_with("SELECT "))
    return fail(Code{"sql_malformed"}, {"require " + std::string(statement.name)});
  if (statement.kind != StatementKind::operate) return {};
  for (const auto& table : tables) {
    if (table.kind != TableKind::operational && says(statement.sql, table.name))
      return fail(Code{"sql_malformed"}, {"operate " + std::string(statement.name)});
  }
  return {};
}

}  // namespace

Result<Statements> Statements::of(std::span<const std::string_view> files) {
  Statements all;
  for (const auto file : files) {
    for (const auto& block : blocks_of(file)) {
      const auto words = split(block.heading, ' ');
      const auto malformed = fail(Code{"sql_malformed"}, {std::string(block.heading)});
      if (block.sql.empty()) return malformed;
      if (words.size() == 3 && words[0] == "table") {
        const auto kind = table_kind(words[1]);
        const bool twice = std::ranges::any_of(all.tables_, [&](const Table& table) { return table.name == words[2]; });
        if (!kind || twice) return malformed;
        all.tables_.push_back({.kind = *kind, .name = words[2], .sql = block.sql});
        continue;
      }
      if (words.size() == 3 && words[0] == "migrate") {
        if (!add_migration(all.tables_, words[1], words[2], block.sql)) return malformed;
        continue;
      }
      if ((words.size() == 2 || words.size() == 3) && words[0] == "form") {
        if (!all.forms_.emplace(trim(block.heading.substr(words[0].size())), block.sql).second) return malformed;
        continue;
      }
      const auto kind = words.size() == 2 ? statement_kind(words[0]) : std::nullopt;
      if (!kind || !all.statements_.emplace(words[1], Statement{*kind, words[1], block.sql}).second) return malformed;
    }
  }
  MANARA_CHECK(all.fill_forms());
  for (const auto& [name, statement] : all.statements_)
    MANARA_CHECK(check_operate(statement, all.tables_));
  return all;
}

Status Statements::fill_forms() {
  for (auto& [name, statement] : statements_) {
    MANARA_TRY(variants, Variants::of(name, statement.sql, forms_));
    statement.sql = made_.emplace_back(variants.plain());
    if (statement.kind != StatementKind::read || !variants.differ()) continue;
    const auto searched = table_of(statement.sql, variants.searched());
    reads_.emplace(name, Read{.variants = std::move(variants), .searched = searched});
  }
  return {};
}

/// "contact" of "FROM contact c".
std::string_view Statements::table_of(std::string_view sql, std::string_view alias) const {
  if (alias.empty()) return {};
  for (const auto& table : tables_) {
    if (table.has_search() && says(sql, std::string(table.name) + " " + std::string(alias))) return table.name;
  }
  return {};
}

bool Table::has_search() const {
  return kind == TableKind::derived && says(sql, "search TEXT");
}

const Statements::Read* Statements::variants(std::string_view name) const {
  const auto found = reads_.find(name);
  return found == reads_.end() ? nullptr : &found->second;
}

std::vector<std::string_view> Statements::searched_tables() const {
  std::vector<std::string_view> names;
  for (const auto& table : tables_) {
    if (table.has_search()) names.push_back(table.name);
  }
  return names;
}

const Statement* Statements::find(std::string_view name, StatementKind kind) const {
  const auto found = statements_.find(name);
  return found != statements_.end() && found->second.kind == kind ? &found->second : nullptr;
}

}  // namespace manara::store
