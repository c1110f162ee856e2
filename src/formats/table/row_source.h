/// Rows of cells, from whatever kind of table. Inside formats/table only.
#pragma once

#include "formats/table/table.h"

namespace manara::formats::table {

struct RawRow {
  std::uint64_t line = 0;
  Cells cells{};
  Message refusal{};  ///< why the row can't be used; then its cells are what of it could be read
};

class RowSource {
 public:
  virtual ~RowSource() = default;
  /// The next row that isn't blank; nullptr at the end. Lives until the next call.
  virtual Result<const RawRow*> next() = 0;
  [[nodiscard]] virtual Form form() const = 0;
  /// Whether the row last returned is the last of a text and has no line end, so that it may have been cut off.
  [[nodiscard]] virtual bool maybe_cut() const { return false; }
};

}  // namespace manara::formats::table
