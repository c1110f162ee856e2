/// Workbooks of Excel (ECMA-376 part 1, SpreadsheetML; transitional and strict), as far as a list needs: sheets, cells,
/// shared strings, and which formats of cells are dates or fixed decimals. Inside formats/table only.
///
/// The bytes are hostile: members are unpacked through io's budget, XML comes without document types, shared strings
/// and cells are bounded, and an index into nowhere makes a damaged cell.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/strings.h"
#include "formats/table/row_source.h"
#include "formats/table/xlsx_parts.h"
#include "io/zip.h"

namespace manara::formats::table {

inline constexpr std::size_t max_sheets = 1000;
inline constexpr std::size_t max_workbook_members = 20'000;
inline constexpr std::size_t max_shared_strings = 8'000'000;
inline constexpr std::size_t max_cell_formats = 65'536;
/// A list that repeats itself packs to a fiftieth; all zeros to a thousandth.
inline constexpr std::uint64_t max_sheet_ratio = 500;

/// Whether the head is that of a zip or of an OLE file (an old or encrypted workbook), which no text is.
bool is_workbook(std::string_view head);

class Workbook {
 public:
  struct Sheet {
    std::string name{};
    std::string part{};  ///< "xl/worksheets/sheet1.xml"
  };

  /// `bytes` must outlive it. Errors: table_old_excel, xlsx_no_workbook, xlsx_binary, xlsx_no_sheets,
  /// xlsx_too_many_sheets, xlsx_strings_too_large, and those of io/zip.h and xml/xml.h.
  static Result<std::unique_ptr<Workbook>> open(std::string_view bytes, const Limits& limits);

  [[nodiscard]] const std::vector<Sheet>& sheets() const { return sheets_; }
  /// The rows of a sheet; the workbook must outlive them. Error: xlsx_part_missing, and those of io/zip.h.
  Result<std::unique_ptr<RowSource>> rows(const Sheet& sheet);

 private:
  Workbook(std::string_view bytes, const Limits& limits);
  Status index_members();
  [[nodiscard]] bool has(std::string_view path) const { return members_.contains(path); }
  Result<XmlPart> part(std::string_view path);
  Status read_relations();
  Status read_sheets();
  Status read_strings();
  Status read_styles();

  std::string_view bytes_;
  Limits limits_;
  io::Budget budget_;
  std::optional<io::Zip> zip_{};
  std::unordered_map<std::string, io::Zip::Member, TextHash, std::equal_to<>> members_{};
  std::unordered_map<std::string, std::string> relations_{};  // id -> part
  std::string strings_part_{"xl/sharedStrings.xml"}, styles_part_{"xl/styles.xml"};
  std::vector<Sheet> sheets_{};
  SharedStrings strings_{};
  Styles styles_{};
};

}  // namespace manara::formats::table
