/// A list as a file, a column a field as columns.h has them. An import reads both again and finds nothing changed.
///
///   csv   for programs: RFC 4180 in UTF-8 with its mark, which spreadsheets need; the API's own names, codes and ids,
///         whatever the language. Cells that a spreadsheet would take for a formula are defused.
///   xlsx  for people: headings, choices and the names of linked items in the reader's language.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/columns.h"
#include "api/http.h"
#include "api/linked.h"
#include "base/result.h"
#include "xlsx/xlsx.h"

namespace manara::api {

enum class ExportFormat : std::uint8_t { csv, xlsx };

class Export {
 public:
  /// What the links of a field lead to, as far as the reader sees it.
  using LinkedOf = std::function<Result<Linked>(const resource::Field&)>;

  static Result<Export> start(const resource::Resource& resource, ExportFormat format, text::Language language,
                              const LinkedOf& linked);
  /// A row of an item's body.
  Status add(std::string_view id, std::string_view body);
  Result<Response> response();

 private:
  Export(const resource::Resource& resource, text::Language language);
  Status write_row();
  [[nodiscard]] std::string cell_of(const Column& column, json::Value item) const;
  [[nodiscard]] std::string label_of(const resource::Field& field, std::string_view choice) const;

  const resource::Resource* resource_;
  text::Language language_;
  std::vector<Column> columns_;
  std::map<std::string_view, Linked> linked_{};  ///< by what is referred to
  std::optional<xlsx::Sheet> sheet_{};           ///< nothing: it becomes CSV
  std::string csv_{};
  std::vector<std::string> row_{};
};

}  // namespace manara::api
