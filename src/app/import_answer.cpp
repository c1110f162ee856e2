#include "app/import_answer.h"

#include <algorithm>

#include "base/utf8.h"
#include "json/writer.h"
#include "text/escape.h"

namespace manara::app {
namespace {

constexpr std::size_t most_samples = 3;
constexpr std::size_t most_listed = 1000;
/// Of a row and of a cell that are shown; the file of refused rows has all of them.
constexpr std::size_t most_cells = 100;
constexpr std::size_t most_cell_bytes = 500;
constexpr std::size_t most_columns = 500;

std::string shown(std::string_view cell) {
  if (cell.size() <= most_cell_bytes) return std::string(cell);
  auto end = most_cell_bytes;
  while (end > 0 && (cell[end] & 0xc0) == 0x80)
    --end;
  return std::string(cell.substr(0, end)) + "…";
}

std::string_view name_of(ImportState state) {
  switch (state) {
    case ImportState::fresh: return "new";
    case ImportState::changed: return "changed";
    case ImportState::same: return "same";
    default: return "refused";
  }
}

std::size_t count(const std::vector<ImportedRow>& rows, ImportState state) {
  return static_cast<std::size_t>(std::ranges::count(rows, state, &ImportedRow::state));
}

/// The columns of the first sheet that has headings, with what stands in them.
void write_columns(json::Writer& out, const ImportTable& table) {
  out.key("columns").begin_array();
  const auto sheet = std::ranges::find_if(table.sheets(), [](const auto& one) { return !one.headings.empty(); });
  if (sheet != table.sheets().end()) {
    const auto number = static_cast<std::size_t>(sheet - table.sheets().begin());
    for (std::size_t at = 0; at < std::min(sheet->headings.size(), most_columns); ++at) {
      out.begin_object().member("heading", shown(sheet->headings[at]));
      const auto field = std::ranges::find(sheet->columns, at);
      const auto found = static_cast<std::size_t>(field - sheet->columns.begin());
      out.member_or_null("field", field == sheet->columns.end() ? "" : table.columns()[found].name);
      out.key("samples").begin_array();
      std::size_t samples = 0;
      for (const auto& row : table.rows()) {
        if (samples == most_samples) break;
        const auto cell = table.cell(row, at);
        if (row.sheet != number || cell.empty() || !row.refusal.code.empty()) continue;
        out.value(shown(cell));
        ++samples;
      }
      out.end_array().end_object();
    }
  }
  out.end_array();
}

void write_fields(json::Writer& out, const ImportTable& table, text::Language language) {
  out.key("fields").begin_array();
  for (const auto& column : table.columns()) {
    out.begin_object().member("name", column.name);
    out.member("heading", column.titles[static_cast<std::size_t>(language)]);
    const auto* field = column.field;
    // Of names one is enough: which of them is for the import to say.
    const bool required = field != nullptr && field->need == resource::Need::required &&
                          field->type != resource::FieldType::names && field->type != resource::FieldType::list;
    out.member("required", required).end_object();
  }
  out.end_array();
}

void write_preview(json::Writer& out, const ImportTable& table, const std::vector<ImportedRow>& rows) {
  out.key("preview").begin_array();
  std::size_t written = 0;
  for (std::size_t number = 0; number < rows.size() && written < most_preview; ++number) {
    const auto& row = rows[number];
    if (row.state == ImportState::refused) continue;
    out.begin_object().member("line", table.rows()[number].line).member("state", name_of(row.state));
    auto item = row.json;
    if (row.known) item.insert(1, "\"id\":\"" + id_text(row.id) + "\"" + (item == "{}" ? "" : ","));
    out.key("item").raw(item).end_object();
    ++written;
  }
  out.end_array();
}

}  // namespace

/// "Sector: « eau » is none of the choices; …", each complaint with the heading that the reader knows it by.
std::string ImportAnswer::reason(const ImportedRow& row) const {
  std::string all;
  const auto at = static_cast<std::size_t>(language);
  for (const auto& [name, why] : row.refused) {
    if (!all.empty()) all += "; ";
    const auto sentence = text::sentence(language, why);
    const auto column = std::ranges::find(table.columns(), name, &api::Column::name);
    const auto field =
        std::ranges::find(resource.fields, std::string_view(name).substr(0, name.find('.')), &resource::Field::name);
    std::string heading;
    if (column != table.columns().end()) heading = column->titles[at];
    if (heading.empty() && field != resource.fields.end())
      heading = field->headings.empty() ? field->name : api::heading_in(field->headings, language);
    all += heading.empty() ? sentence : text::sentence(language, Message{Code{"import_cell"}, {heading, sentence}});
  }
  return all;
}

void ImportAnswer::write_counts(json::Writer& out) const {
  out.key("rows").begin_object().member("read", rows.size()).member("new", count(rows, ImportState::fresh));
  out.member("changed", count(rows, ImportState::changed)).member("same", count(rows, ImportState::same));
  out.member("refused", count(rows, ImportState::refused)).end_object();
}

void ImportAnswer::write_refused(json::Writer& out, bool with_cells) const {
  out.key("refused").begin_array();
  std::size_t listed = 0;
  for (std::size_t number = 0; number < rows.size() && listed < most_listed; ++number) {
    const auto& row = rows[number];
    if (row.state != ImportState::refused) continue;
    const auto& in_file = table.rows()[number];
    out.begin_object().member("line", in_file.line).member("code", row.refused.front().why.code.name());
    out.member("reason", reason(row));
    if (with_cells) {
      out.key("cells").begin_array();
      for (std::size_t at = 0; at < std::min(in_file.count, most_cells); ++at)
        out.value(shown(table.cell(in_file, at)));
      out.end_array();
    }
    if (in_file.sheet < table.sheets().size() && !table.sheets()[in_file.sheet].name.empty())
      out.member("sheet", table.sheets()[in_file.sheet].name);
    out.end_object();
    ++listed;
  }
  out.end_array();
}

std::string ImportAnswer::json(ImportPlan::Mode mode) const {
  json::Writer out;
  out.begin_object();
  write_columns(out, table);
  write_fields(out, table, language);
  write_counts(out);
  write_preview(out, table, rows);
  write_refused(out, true);
  out.member("applied", mode == ImportPlan::Mode::apply).end_object();
  return out.take();
}

std::string ImportAnswer::outcome() const {
  json::Writer out;
  out.begin_object().member("resource", resource.name);
  write_counts(out);
  write_refused(out, false);
  out.end_object();
  return out.take();
}

std::string ImportAnswer::refused_csv() const {
  std::string out = "\xef\xbb\xbf";
  out += text::for_csv_read_back(text::sentence(language, Message{Code{"import_heading_line"}, {}})) + ",";
  out += text::for_csv_read_back(text::sentence(language, Message{Code{"import_heading_reason"}, {}}));
  const auto sheet = std::ranges::find_if(table.sheets(), [](const auto& one) { return !one.headings.empty(); });
  if (sheet != table.sheets().end()) {
    for (const auto& heading : sheet->headings)
      out += "," + text::for_csv_read_back(heading);
  }
  out += "\r\n";
  for (std::size_t number = 0; number < rows.size(); ++number) {
    if (rows[number].state != ImportState::refused) continue;
    const auto& row = table.rows()[number];
    out += std::to_string(row.line) + "," + text::for_csv_read_back(reason(rows[number]));
    for (std::size_t at = 0; at < row.count; ++at)
      out += "," + text::for_csv_read_back(text::without_defusal(table.cell(row, at)));
    out += "\r\n";
  }
  return out;
}

}  // namespace manara::app
