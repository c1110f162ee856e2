/// The file of an import, read: which column holds what, and every row with its cells, the refused ones too. Views of
/// text stand in one block, so that a hundred thousand rows are not a million small texts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/columns.h"
#include "formats/table/table.h"

namespace manara::app {

inline constexpr std::size_t most_import_rows = 100'000;
/// Of all cells together, 8 bytes a cell and their text: a workbook may repeat one long text in every row.
inline constexpr std::uint64_t most_import_bytes = 128ULL << 20;

class ImportTable {
 public:
  struct Row {
    std::uint64_t line = 0;
    std::size_t sheet = 0;  ///< of `sheets`
    std::size_t first = 0, count = 0;
    Message refusal{};  ///< why it can't be used, from its form alone
  };
  struct Sheet {
    std::string name{};  ///< "" where there is one at most
    formats::table::Columns columns{};
    std::vector<std::string> headings{};
  };
  /// What somebody says about the columns: "sector=Branche", "names.fr=2", "encoding=windows-1256"; "region=": none.
  using Mapping = std::vector<std::string>;

  /// Where no heading is known the first row that has several cells is taken for the headings, so that somebody can map
  /// them. Errors: import_too_many_rows, import_too_large, and those of formats/table.
  static Result<ImportTable> read(std::string_view bytes, const resource::Resource& resource, const Mapping& mapping);

  [[nodiscard]] const std::vector<api::Column>& columns() const { return columns_; }
  [[nodiscard]] const std::vector<Sheet>& sheets() const { return sheets_; }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] std::string_view cell(const Row& row, std::size_t column) const;
  /// What the row says of one of `columns()`, by its number; "" where nothing does.
  [[nodiscard]] std::string_view field(const Row& row, std::size_t column) const;
  /// Whether the row's sheet has that column at all.
  [[nodiscard]] bool has(const Row& row, std::size_t column) const;

 private:
  class Gathering;
  std::vector<api::Column> columns_{};
  std::vector<Sheet> sheets_{};
  std::vector<Row> rows_{};
  std::string text_{};
  std::vector<std::uint32_t> ends_{};  ///< of each cell in `text_`
};

}  // namespace manara::app
