/// Workbooks of Excel (XLSX) as a stream of rows: one sheet whose first row is its headings; the only place that knows
/// libxlsxwriter. Every cell is text: an id that is all digits stays as it is, and what begins like a formula never
/// becomes one. Rows go to an unlinked temporary file as they come, so that memory does not grow with their number.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace manara::xlsx {

inline constexpr std::size_t most_rows = 1'048'576;     ///< what a sheet of Excel has, the headings among them
inline constexpr std::size_t most_characters = 32'767;  ///< of one cell

enum class Direction : std::uint8_t { left_to_right, right_to_left };

/// Where a workbook is written to: a path, "" for memory; and a folder for rows on their way, "" for $TMPDIR.
struct Place {
  std::string path{};
  std::string scratch{};
};

class Sheet {
 public:
  /// `name`: of the sheet, at most 31 characters, none of []:*?/\ among them. Error: xlsx_failed.
  static Result<Sheet> create(const std::string& name, Direction direction, Place place = {});
  Sheet(Sheet&&) noexcept;
  Sheet& operator=(Sheet&&) noexcept;
  ~Sheet();

  /// The next row. The first is shown bold, stays in sight, and sets how wide the columns are. Errors: xlsx_failed,
  /// xlsx_too_many_rows, xlsx_cell_too_long.
  Status add(std::span<const std::string> cells);
  /// The whole workbook, "" where it went to a path; nothing can be added any more. Error: xlsx_failed.
  Result<std::string> finish();

 private:
  struct State;
  explicit Sheet(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace manara::xlsx
