/// One row of an import as an item: what its cells say, on top of what was there before. The API's own check
/// (api/body.h) then judges it, so that an import takes what a form takes, and nothing else.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/columns.h"
#include "api/problem.h"
#include "base/result.h"
#include "json/json.h"
#include "resource/resource.h"

namespace manara::app {

struct ImportedBody {
  std::string json{};                      ///< what is to be kept; "" where something was refused
  std::vector<api::FieldError> refused{};  ///< `field` is a column's name, or a field's
};

class ImportRow {
 public:
  /// A row's cell of one of the columns, by its number.
  using Cell = std::function<std::string_view(std::size_t column)>;
  /// Whether the file has that column.
  using Has = std::function<bool(std::size_t column)>;
  /// The id of what a link's cell names; or why it names nothing.
  using Find = std::function<std::expected<std::string, Message>(const resource::Field& field, std::string_view cell)>;

  /// Both outlive it.
  ImportRow(const resource::Resource& resource, const std::vector<api::Column>& columns);

  struct Given {
    Cell cell;
    Has has;
    Find find;
  };
  /// `before`: the item as it is; nothing of a new one. A cell without text leaves what was.
  [[nodiscard]] Result<ImportedBody> body(const Given& given, json::Value before) const;

  /// "santé" and "healthcare" are the same choice; what is none stays as it is.
  [[nodiscard]] std::string choice(const resource::Field& field, std::string_view cell) const;

 private:
  class Writing;
  const resource::Resource& resource_;
  const std::vector<api::Column>& columns_;
  std::unordered_map<const resource::Field*, std::vector<std::size_t>> of_field_{};  ///< numbers of columns
  /// By the field and what it is called, folded: the code.
  std::unordered_map<const resource::Field*, std::unordered_map<std::string, std::string>> choices_{};
};

}  // namespace manara::app
