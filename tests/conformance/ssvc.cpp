// Rows of CERT/CC's decision tables as CSV: "row,point,…,outcome" under titles. The titles say which table of ours is
// asked; the outcome in the row is only compared.
#include "scoring/ssvc.h"

#include <fmt/core.h>

#include "base/strings.h"
#include "suite.h"

namespace manara::conformance {
namespace {

/// The fields of one line. Quotes stand around titles with a comma, and nothing in these files is quoted inside them.
std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  for (;;) {
    const bool quoted = take_prefix(line, "\"");
    const auto halves = quoted ? cut(line, '"') : cut(line, ',');
    fields.push_back(halves ? halves->head : line);
    if (!halves) return fields;
    line = halves->tail;
    if (quoted && !take_prefix(line, ",")) return fields;
  }
}

const scoring::DecisionTable* table_of(const std::vector<std::string_view>& titles) {
  for (const auto& table : scoring::decision_tables()) {
    if (titles.size() != table.points.size() + 2 || titles.back() != table.outcome.title) continue;
    bool same = true;
    for (std::size_t i = 0; i < table.points.size(); ++i)
      same = same && titles[i + 1] == table.points[i].title;
    if (same) return &table;
  }
  return nullptr;
}

bool holds(const scoring::DecisionTable* table, const std::vector<std::string_view>& fields) {
  if (table == nullptr || fields.size() != table->points.size() + 2) return false;
  return table->evaluate(std::span(fields).subspan(1, table->points.size())) == fields.back();
}

}  // namespace

void ssvc(const std::string& path, Tally& tally) {
  for (const auto& file : files_below(path, ".csv")) {
    const auto text = read_text(file);
    const scoring::DecisionTable* table = nullptr;
    bool heading = true;
    for (const auto raw : split(text, '\n')) {
      const auto line = trim(raw);
      if (line.empty()) continue;
      const auto fields = fields_of(line);
      if (heading) {
        table = table_of(fields);
      } else {
        tally.check(holds(table, fields), fmt::format("{}: {}", file, line));
      }
      heading = false;
    }
  }
}

}  // namespace manara::conformance
