#include "api/csv.h"

#include "json/json.h"
#include "text/escape.h"

namespace manara::api {
namespace {

/// One cell. Items of a list are separated by "; ", what an item says by spaces: "mail a@example.org; telephone 112".
std::string text_of(const resource::Field& field, json::Value value) {
  if (field.type == resource::FieldType::flag) return value.boolean().value_or(false) ? "yes" : "";
  if (field.type != resource::FieldType::list) return value.text();
  std::string all;
  for (const auto item : value.elements()) {
    if (!all.empty()) all += "; ";
    std::string one;
    for (const auto& part : field.items) {
      const auto text = part.type == resource::FieldType::flag && item[part.name].boolean().value_or(false)
                            ? std::string(part.name)
                            : item[part.name].text();
      if (!one.empty() && !text.empty()) one.push_back(' ');
      one += text;
    }
    all += one;
  }
  return all;
}

}  // namespace

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
      cell(text_of(field, root[field.name]));
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
