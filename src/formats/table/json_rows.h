/// A JSON array of flat objects as a table: the members' names are the headings. Inside formats/table only.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "formats/table/row_source.h"
#include "json/json.h"

namespace manara::formats::table {

class JsonRows final : public RowSource {
 public:
  /// `text` must outlive it. Errors: table_json_no_rows, and those of json::Document.
  static Result<std::unique_ptr<JsonRows>> open(std::string_view text, const Limits& limits);
  /// The headings first (line 0), then the objects; `line` is the element's number.
  Result<const RawRow*> next() override;
  [[nodiscard]] Form form() const override { return Form::json; }

 private:
  JsonRows() = default;
  Status take_headings();
  Cell cell_of(json::Value value);

  json::Document document_{};
  std::vector<json::Value> elements_{};
  std::unordered_map<std::string_view, std::size_t> columns_{};
  std::vector<Cell> cells_{};
  std::deque<std::string> numbers_{};  // of the row at hand
  std::size_t at_ = 0;
  bool headings_given_ = false;
  RawRow row_{};
};

/// The names of members in the head of a JSON document, which may end anywhere; each once, max_columns at most.
std::vector<Cell> member_names(std::string_view head);

}  // namespace manara::formats::table
