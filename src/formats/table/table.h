/// Lists as people keep and send them: CSV with any usual separator, TSV, the sheets of a workbook (XLSX), and JSON
/// arrays of flat objects. Every import of a list reads it through this folder, so all of them know the same encodings,
/// headings in three languages, mappings and refused rows.
///
/// - Text: comma, semicolon, tab or bar between the cells (found by trying; "sep=;" at the head decides), UTF-8,
///   UTF-16, Windows-1252 or -1256 (found by content; `encoding=NAME` in the mapping decides). PowerShell's "#TYPE"
///   line is passed over. A lost quote breaks its row only.
/// - XLSX (ECMA-376): every sheet that has the headings is read. Numbers and dates come as the cell's format shows them
///   ("19.00", "2024-03-01"), formulas as the value stored with them.
/// - JSON: what ConvertTo-Json makes, also inside {"value": […]} and of a single object.
///
/// The headings stand in one of the first rows; titles above them are passed over. Memory does not grow with the
/// number of rows, except for JSON and a workbook's shared strings, which are held to Limits::document_bytes.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/format.h"
#include "text/encoding.h"

namespace manara::formats::table {

inline constexpr std::size_t max_columns = 16'384;        ///< what a sheet of Excel has; a longer row is refused
inline constexpr std::uint64_t max_row_bytes = 1U << 20;  ///< of text that is longer, the file is refused
inline constexpr std::size_t heading_rows = 20;           ///< the headings stand within so many rows that aren't blank

/// What an import wants to know of a row.
struct Field {
  std::string_view name;  ///< as a mapping writes it: "name" of `name=Software`
  std::string_view
      headings;  ///< by which it is known, "DisplayName|Logiciel|الاسم": of two in a table the earlier here
};

enum class CellKind : std::uint8_t {
  text,
  number,
  date,      ///< "2024-03-01" or "2024-03-01T10:00:00"
  boolean,   ///< "TRUE" or "FALSE"
  error,     ///< Excel's #N/A and the like: empty
  no_value,  ///< a formula that was never calculated
  damaged,   ///< refers to what isn't there
};

struct Cell {
  std::string_view text{};
  CellKind kind = CellKind::text;
};
using Cells = std::span<const Cell>;

/// Of what kind the table is. In text a cell too many shifts those behind it (a separator that should have been
/// quoted); in a sheet it is a note beside the table. Any JSON document has names like "name" and "version" in it.
enum class Form : std::uint8_t { text, sheet, json };

inline constexpr std::size_t no_column = std::numeric_limits<std::size_t>::max();
/// For each field its column, from 0, or no_column.
using Columns = std::vector<std::size_t>;

/// Which columns the user named himself.
struct Mapping {
  struct Column {
    std::string heading{};   ///< as written
    std::size_t number = 0;  ///< from 1; 0: by heading
  };
  std::vector<std::optional<Column>> columns{};  ///< by field; may be empty: none is mapped
  std::optional<text::Encoding> encoding{};

  /// "name=Software", "version=3", "encoding=windows-1256". Errors: table_map_invalid, table_map_unknown,
  /// table_encoding_unknown.
  static Result<Mapping> parse(std::span<const std::string> options, std::span<const Field> fields);
  /// How many columns are mapped.
  [[nodiscard]] std::size_t count() const;
};

/// What is looked for in a table.
struct Wanted {
  std::span<const Field> fields;
  /// Whether these columns, found by their headings in this row, are certainly a list of the kind that is wanted.
  bool (*certain)(const Columns&, Cells, Form);
  /// Whether these columns are enough to use a row; asked instead where the user has mapped some.
  bool (*usable)(const Columns&);
  Mapping mapping{};
};

/// One row below the headings. Views live during the call that gives it.
class Row {
 public:
  Row(std::uint64_t line, std::string_view sheet, const Columns& columns, Cells cells)
      : line_(line), sheet_(sheet), columns_(&columns), cells_(cells) {}
  /// From 1: the line of a text, the row of a sheet, the element of a JSON array.
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] std::string_view sheet() const { return sheet_; }  ///< "" where there is one at most
  /// The field's text without blanks around it; "" where it has no column or no text.
  [[nodiscard]] std::string_view operator[](std::size_t field) const;
  [[nodiscard]] CellKind kind(std::size_t field) const;
  [[nodiscard]] Cells cells() const { return cells_; }  ///< all of them, as they are

 private:
  std::uint64_t line_;
  std::string_view sheet_;
  const Columns* columns_;
  Cells cells_;
};

class Sink {
 public:
  virtual ~Sink() = default;
  /// Where the fields were found, before the rows below; `headings`: all of that row, none where the table has no
  /// headings.
  virtual Status found(const Columns& columns, Cells headings, std::string_view sheet);
  /// An error ends the reading.
  virtual Status row(const Row& row) = 0;
  /// A row that can't be used, or a sheet (line 0).
  virtual void refused(std::uint64_t line, Message reason, std::string_view sheet) = 0;
  /// The same with what the row has: its cells, or its text as one where it could not be cut into cells.
  virtual void refused_row(std::uint64_t line, Message reason, std::string_view sheet, Cells cells);
};

/// Reads all rows into the sink. Refused rows: table_open_quote, table_row_too_long (more cells than headings: a
/// separator stands in an unquoted cell), table_too_many_columns, table_row_too_large, table_cell_damaged,
/// table_formula_without_value, table_sheet_without_headings. Errors: table_no_headings, table_column_missing,
/// table_no_rows, table_truncated, table_old_excel, table_json_no_rows, xlsx_*, and those of the streams, JSON and XML.
Status read(io::Stream& stream, const Wanted& wanted, const Limits& limits, Sink& sink);

/// Whether the head shows a table with certain headings (text or JSON), or is a workbook, whose headings can't be seen
/// from its head.
bool looks_like(const Probe& probe, const Wanted& wanted);

}  // namespace manara::formats::table
