#include "api/csv.h"

#include "json/json.h"
#include "text/escape.h"

namespace manara::api {
CsvTable::CsvTable(const resource::Resource& resource) : resource_(resource), out_("\xef\xbb\xbf") {
  // Headings are the API's own names: what is exported is imported again by them, whatever the language.
  cell("id");
  for (const auto& field : resource.fields) {
    if (field.type != resource::FieldType::names) {
      cell(field.name);
      continue;
    }
    for (const auto language : resource::name_languages)
      cell(std::string(field.name) + "." + std::string(language));
  }
  end_row();
}

Status CsvTable::add(std::string_view id, std::string_view body) {
  json::Document document;
  MANARA_TRY(root, document.parse(body));
  cell(id);
  for (const auto& field : resource_.fields) {
    if (field.type != resource::FieldType::names) {
      cell(root[field.name].string());
      continue;
    }
    for (const auto language : resource::name_languages)
      cell(root[field.name][language].string());
  }
  end_row();
  return {};
}

Response CsvTable::response() {
  const auto name = "attachment; filename=\"" + std::string(resource_.name) + ".csv\"";
  return {.headers = {{"Content-Type", "text/csv; charset=utf-8"}, {"Content-Disposition", name}},
          .body = std::move(out_)};
}

void CsvTable::cell(std::string_view text) {
  if (!first_) out_.push_back(',');
  first_ = false;
  out_ += text::for_csv(text);
}

void CsvTable::end_row() {
  out_ += "\r\n";
  first_ = true;
}

}  // namespace manara::api
