#include "cli/remote_table.h"

#include <algorithm>

#include "cli/remote_item.h"
#include "text/escape.h"
#include "text/width.h"

namespace manara::cli {
namespace {

using resource::Field;
using resource::FieldType;

constexpr std::size_t widest = 40, name_width = 14;
constexpr std::string_view between = "  ";

/// Links last: they are long, and what a narrow terminal cuts off.
std::vector<const Field*> fields_of(const api::Table& table) {
  std::vector<const Field*> columns;
  for (const bool links : {false, true}) {
    for (const auto& field : table.fields) {
      if (field.type != FieldType::prose && (field.type == FieldType::link) == links) columns.push_back(&field);
    }
  }
  return columns;
}

void write_row(std::string_view name, std::string_view value, report::Output& out) {
  std::string line;
  text::append_padded(line, text::for_terminal(name), name_width);
  out.write(line + std::string(between) + text::for_terminal(value) + "\n");
}

}  // namespace

std::string remote_name(json::Value names, text::Language language) {
  if (const auto own = names[text::tag(language)].text(); !own.empty()) return own;
  for (const auto other : resource::name_languages) {
    if (const auto name = names[other].text(); !name.empty()) return name;
  }
  return {};
}

std::string remote_list_text(const Field& list, json::Value items) {
  std::string out;
  for (const auto item : items.elements()) {
    if (!out.empty()) out += "; ";
    std::string one;
    for (const auto& field : list.items) {
      const auto value = item[field.name];
      const auto text =
          field.type == FieldType::flag && value.boolean().value_or(false) ? std::string(field.name) : value.text();
      if (!text.empty()) one += (one.empty() ? "" : " ") + text;
    }
    out += one;
  }
  return out;
}

std::vector<std::string> RemoteTable::cells(json::Value item) const {
  std::vector<std::string> out;
  if (table_.has_id) out.push_back(text::for_terminal(item["id"].string()));
  for (const auto* field : fields_of(table_)) {
    const auto value = api::value_of(item, field->name);
    std::string text;
    if (field->type == FieldType::names) {
      text = remote_name(value, language_);
    } else if (field->type == FieldType::list) {
      text = remote_list_text(*field, value);
    } else if (const auto at_ms = value.integer(); at_ms && field->type == FieldType::moment) {
      text = api::moment_text(*at_ms);
    } else {
      text = typed_text(value);
    }
    out.push_back(text::for_terminal(text));
  }
  return out;
}

void RemoteTable::write_line(const std::vector<std::string>& cells, report::Output& out) const {
  std::string line;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (at + 1 < cells.size()) {
      text::append_padded(line, cells[at], widths_[at]);
      line += between;
    } else {
      line += cells[at];
    }
  }
  const auto end = line.find_last_not_of(' ');
  line.erase(end == std::string::npos ? 0 : end + 1);
  out.write(text::fit(line, width_) + "\n");
}

void RemoteTable::write(json::Value items, report::Output& out) {
  std::vector<std::vector<std::string>> rows;
  for (const auto item : items.elements())
    rows.push_back(cells(item));
  if (widths_.empty() && !rows.empty()) {
    std::vector<std::string> names;
    if (table_.has_id) names.emplace_back("id");
    for (const auto* field : fields_of(table_))
      names.emplace_back(field->name);
    rows.insert(rows.begin(), std::move(names));
    widths_.resize(rows.front().size());
    for (const auto& row : rows) {
      for (std::size_t at = 0; at < row.size(); ++at)
        widths_[at] = std::min(widest, std::max(widths_[at], text::display_width(row[at])));
    }
  }
  for (const auto& row : rows)
    write_line(row, out);
}

void write_remote_item(const resource::Resource& resource, json::Value item, report::Output& out) {
  write_row("id", item["id"].string(), out);
  write_row("revision", typed_text(item["revision"]), out);
  for (const auto& field : resource.fields) {
    const auto value = item[field.name];
    if (!value) continue;
    if (field.type != FieldType::names) {
      write_row(field.name, typed_text(value), out);
      continue;
    }
    for (const auto& name : value.members())
      write_row(std::string(field.name) + "." + std::string(name.name), name.value.string(), out);
  }
  // Of a node that is newer than this program.
  for (const auto& member : item.members()) {
    const bool is_own = member.name == "id" || member.name == "revision" ||
                        std::ranges::find(resource.fields, member.name, &Field::name) != resource.fields.end();
    if (!is_own) write_row(member.name, typed_text(member.value), out);
  }
}

void write_remote_object(json::Value object, report::Output& out) {
  for (const auto& member : object.members()) {
    if (member.value.kind() != json::Kind::null) write_row(member.name, typed_text(member.value), out);
  }
}

}  // namespace manara::cli
