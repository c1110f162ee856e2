/// A list as CSV (RFC 4180, UTF-8 with its mark, which spreadsheets need): a column a field, a name a language; cells
/// that a spreadsheet would take for a formula are defused.
#pragma once

#include <string>
#include <string_view>

#include "api/http.h"
#include "base/result.h"
#include "resource/resource.h"

namespace manara::api {

class CsvTable {
 public:
  explicit CsvTable(const resource::Resource& resource);
  /// A row of an item's body.
  Status add(std::string_view id, std::string_view body);
  Response response();

 private:
  void cell(std::string_view text);
  void end_row();

  const resource::Resource& resource_;
  std::string out_{};
  bool first_ = true;
};

}  // namespace manara::api
