/// Items as a table whose columns are the fields that one types, an item a line; made harmless for a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/columns.h"
#include "json/json.h"
#include "report/output.h"
#include "resource/resource.h"
#include "text/catalogue.h"

namespace manara::cli {

class RemoteTable {
 public:
  /// `columns`: how wide a line may be.
  RemoteTable(const api::Table& table, text::Language language, std::size_t columns)
      : table_(table), language_(language), width_(columns) {}

  /// The items of a page. The first one decides how wide columns are, and brings their names.
  void write(json::Value items, report::Output& out);

 private:
  [[nodiscard]] std::vector<std::string> cells(json::Value item) const;
  void write_line(const std::vector<std::string>& cells, report::Output& out) const;

  api::Table table_;
  text::Language language_;
  std::size_t width_;
  std::vector<std::size_t> widths_{};
};

/// A name in the reader's language, else the first there is.
std::string remote_name(json::Value names, text::Language language);
/// "mail duty@example.org; telephone 112 out_of_hours"
std::string remote_list_text(const resource::Field& list, json::Value items);

/// Lines "name  value" of an item, its fields as they are typed.
void write_remote_item(const resource::Resource& resource, json::Value item, report::Output& out);
/// The same of any object.
void write_remote_object(json::Value object, report::Output& out);

}  // namespace manara::cli
