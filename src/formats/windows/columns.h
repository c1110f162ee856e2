/// The columns of an estate's list. Inside formats/windows only.
#pragma once

#include <array>

#include "formats/table/table.h"

namespace manara::formats {

enum class Column : std::uint8_t {
  name,
  vendor,
  version,
  host,
  product,
  purl,
  cpe,
  ecosystem,
  os,
  build,
  ubr,
  caption,
};
inline constexpr std::size_t column_count = 12;

constexpr std::size_t at(Column column) {
  return static_cast<std::size_t>(column);
}

/// In the order of Column.
extern const std::array<table::Field, column_count> estate_columns;

/// Headings that no other table has: of installed software with its version or publisher, of systems with their build,
/// of packages.
bool certain_columns(const table::Columns& found, table::Cells row, table::Form form);
/// Whether a row can say what is installed.
bool usable_columns(const table::Columns& found);

}  // namespace manara::formats
