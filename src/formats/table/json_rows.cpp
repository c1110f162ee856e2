#include "formats/table/json_rows.h"

#include <fmt/core.h>
#include <unordered_set>

namespace manara::formats::table {

Result<std::unique_ptr<JsonRows>> JsonRows::open(std::string_view text, const Limits& limits) {
  std::unique_ptr<JsonRows> rows(new JsonRows);
  MANARA_TRY(root, rows->document_.parse(text, limits));
  // Windows PowerShell 5.1 puts an array that came through a pipe twice into {"value": […], "Count": n}, and writes a
  // list of one as that one.
  auto list = root;
  if (root.is_object() && root["value"].is_array()) list = root["value"];
  if (list.is_object()) {
    rows->elements_.push_back(list);
  } else {
    for (const auto element : list.elements())
      rows->elements_.push_back(element);
  }
  MANARA_CHECK(rows->take_headings());
  return rows;
}

Status JsonRows::take_headings() {
  for (const auto& element : elements_) {
    for (const auto member : element.members()) {
      if (columns_.size() < max_columns) columns_.try_emplace(member.name, columns_.size());
    }
  }
  if (columns_.empty()) return fail(Code{"table_json_no_rows"});
  return {};
}

Cell JsonRows::cell_of(json::Value value) {
  switch (value.kind()) {
    case json::Kind::string: return {value.string(), CellKind::text};
    case json::Kind::boolean: return {value.boolean().value_or(false) ? "TRUE" : "FALSE", CellKind::boolean};
    case json::Kind::number:
      numbers_.push_back(value.integer() ? fmt::format("{}", *value.integer())
                                         : fmt::format("{}", value.number().value_or(0)));
      return {numbers_.back(), CellKind::number};
    default: return {};
  }
}

Result<const RawRow*> JsonRows::next() {
  if (!headings_given_) {
    headings_given_ = true;
    cells_.resize(columns_.size());
    for (const auto& [name, column] : columns_)
      cells_[column] = {name, CellKind::text};
    row_ = {0, cells_, {}};
    return &row_;
  }
  while (at_ < elements_.size()) {
    const auto element = elements_[at_++];
    row_ = {at_, {}, {}};
    if (!element.is_object()) {
      row_.refusal = {Code{"table_json_no_object"}, {}};
      return &row_;
    }
    cells_.assign(columns_.size(), {});
    numbers_.clear();
    for (const auto member : element.members()) {
      const auto column = columns_.find(member.name);
      if (column != columns_.end()) cells_[column->second] = cell_of(member.value);
    }
    row_.cells = cells_;
    return &row_;
  }
  return nullptr;
}

std::vector<Cell> member_names(std::string_view head) {
  std::vector<Cell> names;
  std::unordered_set<std::string_view> known;
  for (auto at = head.find('"'); at != std::string_view::npos && names.size() < max_columns; at = head.find('"', at)) {
    const auto begin = ++at;
    while (at < head.size() && head[at] != '"')
      at += head[at] == '\\' ? 2U : 1U;
    if (at >= head.size()) break;
    const auto text = head.substr(begin, at - begin);
    const auto next = head.find_first_not_of(" \t\r\n", ++at);
    if (next == std::string_view::npos) break;
    if (head[next] == ':' && known.insert(text).second) names.push_back({text, CellKind::text});
  }
  return names;
}

}  // namespace manara::formats::table
