// Parser: xlsx.cpp xlsx_sheet.cpp xlsx_strings.cpp xlsx_styles.cpp
// Most changes to a zip break its check sums, so the bytes are also taken as the parts of a workbook that is whole:
// sheet, shared strings and styles between zero bytes.
#include <cstdint>

#include "base/strings.h"
#include "formats/table/made_workbook.h"
#include "formats/table/read_as_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manara;
  using namespace manara::formats::table;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("PK")) {
    read_as_text(bytes);
    return 0;
  }
  MadeWorkbook book;
  const auto parts = split(bytes, '\0');
  book.sheet = parts[0];
  if (parts.size() > 1) book.strings = parts[1];
  if (parts.size() > 2) book.styles = parts[2];
  read_as_text(book.bytes(), {"name=1", "version=2"});
  return 0;
}
