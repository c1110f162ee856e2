#include "api/columns.h"

#include <algorithm>

#include "base/strings.h"
#include "base/time.h"
#include "text/fold.h"

namespace manara::api {
namespace {

using resource::Field;
using resource::FieldType;

constexpr std::string_view id_headings = "ID|Identifiant|المعرف";

/// "Name (English)", also in the other languages: the heading and what tells its columns apart.
std::string joined(std::string_view headings, std::string_view behind) {
  std::string all;
  for (const auto language : text::languages) {
    if (!all.empty()) all += "|";
    all.append(heading_in(headings, language)).append(" (").append(heading_in(behind, language)).append(")");
  }
  return all;
}

Column column_of(const Field* field, std::string name, std::string headings) {
  Column column{.field = field, .name = std::move(name), .headings = std::move(headings)};
  for (const auto language : text::languages)
    column.titles[static_cast<std::size_t>(language)] = heading_in(column.headings, language);
  column.headings += "|" + column.name;
  return column;
}

void add_names(const Field& field, std::vector<Column>& columns) {
  for (std::size_t part = 0; part < std::size(resource::name_languages); ++part) {
    auto headings =
        joined(field.headings.empty() ? field.name : field.headings, resource::name_language_headings[part]);
    // "Nom" alone is the French name: whoever writes the heading in French means it so.
    if (!field.headings.empty()) headings.append("|").append(heading_in(field.headings, text::languages[part]));
    auto column = column_of(&field, std::string(field.name) + "." + std::string(resource::name_languages[part]),
                            std::move(headings));
    column.part = part;
    columns.push_back(std::move(column));
  }
}

void add_list(const Field& field, std::vector<Column>& columns) {
  const auto shape = shape_of(field);
  if (shape.kind == nullptr || shape.text == nullptr) return;
  for (std::size_t part = 0; part < shape.kind->choices.size(); ++part) {
    const auto choice = shape.kind->choices[part];
    const auto headings = part < field.columns.size() ? field.columns[part] : choice;
    const auto name = std::string(field.name) + "." + std::string(choice);
    auto column = column_of(&field, name, std::string(headings));
    column.part = part;
    columns.push_back(column);
    if (shape.flag == nullptr) continue;
    auto flagged = column_of(&field, name + "." + std::string(shape.flag->name),
                             joined(headings, shape.flag->headings.empty() ? shape.flag->name : shape.flag->headings));
    flagged.part = part;
    flagged.flagged = true;
    columns.push_back(std::move(flagged));
  }
}

/// Takes "(out of hours)", in whatever language, off the end of an item.
bool take_flag(std::string& text, const Field* flag) {
  if (flag == nullptr || !text.ends_with(')')) return false;
  const auto open = text.rfind('(');
  if (open == std::string::npos) return false;
  const auto said = text::fold_for_search(trim(std::string_view(text).substr(open + 1, text.size() - open - 2)));
  const auto is_it = [&](std::string_view heading) { return text::fold_for_search(heading) == said; };
  if (!is_it(flag->name) && !std::ranges::any_of(split(flag->headings, '|'), is_it)) return false;
  text = trim(std::string_view(text).substr(0, open));
  return true;
}

}  // namespace

std::string_view heading_in(std::string_view headings, text::Language language) {
  const auto all = split(headings, '|');
  const auto at = static_cast<std::size_t>(language);
  return at < all.size() ? all[at] : all.front();
}

ListShape shape_of(const Field& list) {
  ListShape shape;
  for (const auto& field : list.items) {
    if (field.type == FieldType::choice && shape.kind == nullptr) shape.kind = &field;
    if (field.type == FieldType::text && shape.text == nullptr) shape.text = &field;
    if (field.type == FieldType::flag && shape.flag == nullptr) shape.flag = &field;
  }
  return shape;
}

Table table_of(const resource::Resource& resource) {
  return {.name = resource.name, .fields = resource.fields};
}

std::vector<Column> columns_of(const Table& table) {
  std::vector<Column> columns;
  if (table.has_id) columns.push_back(column_of(nullptr, "id", std::string(id_headings)));
  for (const auto& field : table.fields) {
    switch (field.type) {
      case FieldType::names: add_names(field, columns); break;
      case FieldType::list: add_list(field, columns); break;
      default:
        columns.push_back(column_of(&field, std::string(field.name),
                                    std::string(field.headings.empty() ? field.name : field.headings)));
    }
  }
  return columns;
}

json::Value value_of(json::Value item, std::string_view field) {
  for (const auto name : split(field, '.'))
    item = item[name];
  return item;
}

std::string moment_text(std::int64_t at_ms) {
  constexpr std::int64_t first_ms = -62'135'596'800'000, behind_ms = 253'402'300'800'000;  // years 1 to 9999
  if (at_ms < first_ms || at_ms >= behind_ms) return std::to_string(at_ms);
  return to_string(Moment{.seconds = at_ms >= 0 ? at_ms / 1000 : (at_ms - 999) / 1000});
}

std::vector<CellItem> read_items(std::string_view cell, const Field* flag) {
  std::vector<CellItem> items;
  std::string text;
  const auto end_item = [&] {
    std::string item(trim(text));
    const bool flagged = take_flag(item, flag);
    if (!item.empty()) items.push_back({std::move(item), flagged});
    text.clear();
  };
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == ';') {
      text.push_back(cell[++i]);
    } else if (cell[i] == ';' || cell[i] == '\n' || cell[i] == '\r') {
      end_item();
    } else {
      text.push_back(cell[i]);
    }
  }
  end_item();
  return items;
}

std::string write_items(const std::vector<CellItem>& items, const Field* flag, text::Language language) {
  std::string cell;
  for (const auto& item : items) {
    if (!cell.empty()) cell += "\n";
    for (const char c : item.text) {
      if (c == ';') cell.push_back('\\');
      cell.push_back(c);
    }
    if (item.flagged && flag != nullptr) {
      const auto said = flag->headings.empty() ? flag->name : heading_in(flag->headings, language);
      cell.append(" (").append(said).append(")");
    }
  }
  return cell;
}

std::vector<CellItem> items_of(const Column& column, json::Value item) {
  std::vector<CellItem> items;
  if (column.field == nullptr) return items;
  const auto shape = shape_of(*column.field);
  if (shape.kind == nullptr || shape.text == nullptr) return items;
  for (const auto one : item[column.field->name].elements()) {
    if (one[shape.kind->name].string() != shape.kind->choices[column.part]) continue;
    const bool flagged = shape.flag != nullptr && one[shape.flag->name].boolean().value_or(false);
    items.push_back({one[shape.text->name].text(), flagged});
  }
  return items;
}

}  // namespace manara::api
