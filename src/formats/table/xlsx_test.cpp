#include "formats/table/xlsx.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include "formats/table/made_workbook.h"
#include "formats/table/read_as_text.h"

using namespace manara;
using namespace manara::formats::table;

namespace {

const std::string headings = "<row r=\"1\">" + inline_cell("A1", "DisplayName") + inline_cell("B1", "Version") +
                             inline_cell("C1", "Computer") + "</row>";

std::string deflated(std::string_view bytes) {
  z_stream state{};
  ::deflateInit2(&state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
  std::string out(::deflateBound(&state, bytes.size()), '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  ::deflate(&state, Z_FINISH);
  out.resize(state.total_out);
  ::deflateEnd(&state);
  return out;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

/// The rows of a workbook with these rows below the headings.
std::string rows(const std::string& below, std::string strings = {}, std::string styles = {},
                 std::string properties = {}) {
  return read_as_text(
      MadeWorkbook{headings + below, std::move(strings), std::move(styles), std::move(properties)}.bytes());
}

std::string cell(std::string_view content, std::string_view attributes = {}) {
  return "<row r=\"2\">" + inline_cell("A2", "x") + "<c r=\"B2\" " + std::string(attributes) + ">" +
         std::string(content) + "</c></row>";
}

}  // namespace

TEST_CASE("XLSX: inline and shared strings, rich text, escapes; phonetic readings are no text") {
  CHECK(rows("<row r=\"3\">" + inline_cell("A3", "7-Zip") + inline_cell("C3", "PC1") + "</row>") == "3: 7-Zip||PC1; ");
  CHECK(
      rows("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>",
           "<si><t>19.00</t></si><si><r><rPr><b/></rPr><t xml:space=\"preserve\">Mozilla </t></r><r><t>Firefox</t></r>"
           "<rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh></si>") == "2: Mozilla Firefox|19.00|; ");
  CHECK(rows("<row r=\"2\">" + inline_cell("A2", "a_x000D__x005F_&amp;b") + "</row>") == "2: a\r_x005F_&b||; ");
}

TEST_CASE("XLSX: cells and rows without references follow one another") {
  CHECK(
      rows("<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>1</v></c></row><row><c r=\"C9\" t=\"str\"><v>z</v></c></row>"
           "<row><c t=\"str\"><v>b</v></c></row>") == "2: a|1|; 3: ||z; 4: b||; ");
}

TEST_CASE("XLSX: numbers read as the sheet shows them") {
  const std::string styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0.000\"/></numFmts>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"2\"/><xf numFmtId=\"164\"/><xf numFmtId=\"1\"/></cellXfs>";
  const auto version = [&](std::string_view stored, std::string_view format) {
    const auto text = rows(cell("<v>" + std::string(stored) + "</v>", "s=\"" + std::string(format) + "\""), "", styles);
    return text.substr(5, text.rfind('|') - 5);
  };
  CHECK(version("19", "1") == "19.00");
  CHECK(version("2.1000000000000001", "0") == "2.1");
  CHECK(version("2.5", "2") == "2.500");
  CHECK(version("121", "0") == "121");
  CHECK(version("121.4", "3") == "121");
  CHECK(version("1e300", "1") == "1e+300");
  CHECK(version("1.5", "77") == "1.5");
  CHECK(version("not a number", "1") == "not a number");
}

TEST_CASE("XLSX: days, in both epochs, with and without time, by built-in and own formats") {
  const std::string styles =
      "<numFmts><numFmt numFmtId=\"165\" formatCode=\"[$-F800]dddd\\,\\ mmmm\"/>"
      "<numFmt numFmtId=\"166\" formatCode=\"&quot;day&quot;0\"/></numFmts>"
      "<cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs>";
  const auto shown = [&](std::string_view stored, std::string_view format, const std::string& properties = "") {
    const auto text =
        rows(cell("<v>" + std::string(stored) + "</v>", "s=\"" + std::string(format) + "\""), "", styles, properties);
    return text.substr(5, text.rfind('|') - 5);
  };
  CHECK(shown("45352", "0") == "2024-03-01");
  CHECK(shown("45352.5", "1") == "2024-03-01T12:00:00");
  CHECK(shown("1", "0") == "1900-01-01");
  CHECK(shown("61", "0") == "1900-03-01");
  CHECK(shown("43890", "0", "<workbookPr date1904=\"1\"/>") == "2024-03-01");
  CHECK(shown("2958465", "0") == "9999-12-31");
  CHECK(shown("2958466", "0") == "2958466");
  CHECK(shown("-1", "0") == "-1");
  CHECK(shown("7", "2") == "7");
}

TEST_CASE("XLSX: formulas give their stored value; one that was never calculated refuses its row") {
  CHECK(rows(cell("<f>A1&amp;\"1\"</f><v>2.0</v>", "t=\"str\"")) == "2: x|2.0|; ");
  CHECK(rows(cell("<f>1+1</f>")) == "2! table_formula_without_value; ");
  CHECK(rows(cell("<v>#N/A</v>", "t=\"e\"")) == "2: x||; ");
  CHECK(rows(cell("<v>1</v>", "t=\"b\"")) == "2: x|TRUE|; ");
  CHECK(rows(cell("<v>2024-03-01T00:00:00</v>", "t=\"d\"")) == "2: x|2024-03-01T00:00:00|; ");
}

TEST_CASE("XLSX: a shared string that isn't there refuses its row, not the workbook") {
  const std::string good = "<row r=\"3\">" + inline_cell("A3", "y") + "</row>";
  for (const auto* index : {"1", "99999999999999999999", "-1", "x", ""}) {
    CAPTURE(index);
    CHECK(rows(cell("<v>" + std::string(index) + "</v>", "t=\"s\"") + good, "<si><t>only</t></si>") ==
          "2! table_cell_damaged; 3: y||; ");
  }
}

TEST_CASE("XLSX: every sheet with the headings is read; others are named, blank ones passed over") {
  MadeWorkbook book{headings + "<row r=\"2\">" + inline_cell("A2", "a") + "</row>"};
  auto parts = book.parts();
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  parts[1].bytes = "<workbook xmlns:r=\"" + type +
                   "\"><sheets><sheet name=\"Notes\" r:id=\"r2\"/><sheet name=\"South\" r:id=\"r1\"/>"
                   "<sheet name=\"Empty\" r:id=\"r3\"/><sheet name=\"North\" state=\"hidden\" r:id=\"r4\"/>"
                   "<sheet name=\"Chart\" r:id=\"r5\"/></sheets></workbook>";
  parts[2].bytes = "<Relationships>";
  for (const auto* number : {"1", "2", "3", "4"})
    parts[2].bytes += "<Relationship Id=\"r" + std::string(number) + "\" Type=\"" + type +
                      "/worksheet\" Target=\"/xl/worksheets/sheet" + number + ".xml\"/>";
  parts[2].bytes += "<Relationship Id=\"r5\" Type=\"" + type + "/chartsheet\" Target=\"c.xml\"/></Relationships>";
  parts.push_back({"xl/worksheets/sheet2.xml",
                   "<worksheet><sheetData><row>" + inline_cell("A1", "Read me") + "</row></sheetData></worksheet>"});
  parts.push_back({"xl/worksheets/sheet3.xml", "<worksheet><sheetData/></worksheet>"});
  parts.push_back({"xl/worksheets/sheet4.xml", replaced(parts[3].bytes, "<t>a</t>", "<t>b</t>")});
  CHECK(read_as_text(zip_of(parts)) == "South2: a||; North2: b||; Notes0! table_sheet_without_headings; ");
  parts.pop_back();
  CHECK(read_as_text(zip_of(parts)) == "South2: a||; xlsx_part_missing(xl/worksheets/sheet4.xml)");
}

TEST_CASE("XLSX: what is no workbook that can be read says why") {
  CHECK(read_as_text(zip_of({{"a.txt", "x"}})) == "xlsx_no_workbook");
  CHECK(read_as_text(zip_of({{"xl/workbook.bin", "x"}})) == "xlsx_binary");
  CHECK(read_as_text(zip_of({{"xl/workbook.xml", "<workbook><sheets/></workbook>"}})) == "xlsx_no_sheets");
  CHECK(read_as_text("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old workbook") == "table_old_excel");
  CHECK(read_as_text("PK\x03\x04 not a zip") == "archive_truncated");
  const MadeWorkbook none{"<row>" + inline_cell("A1", "a") + inline_cell("B1", "b") + "</row>"};
  CHECK(read_as_text(none.bytes()) == "table_no_headings(a, b)");
  CHECK(rows("") == "table_no_rows");
}

TEST_CASE("XLSX: a sheet without relationships is found where it always is") {
  const MadeWorkbook book{headings + "<row>" + inline_cell("A2", "a") + "</row>"};
  auto parts = book.parts();
  CHECK(read_as_text(zip_of({parts[1], parts[3]})) == "2: a||; ");
  // A relationship that leads to the workbook itself, or out of it, leads to no sheet.
  parts[2].bytes = replaced(parts[2].bytes, "worksheets/sheet1.xml", "workbook.xml");
  CHECK(read_as_text(zip_of(parts)) == "table_no_headings()");
  parts[2].bytes = replaced(parts[2].bytes, "workbook.xml", "../../etc/passwd");
  CHECK(read_as_text(zip_of(parts)) == "2: a||; ");
}

TEST_CASE("XLSX: every cut of a workbook is refused") {
  const auto whole = MadeWorkbook{headings + "<row>" + inline_cell("A2", "a") + "</row>"}.bytes();
  REQUIRE(read_as_text(whole) == "2: a||; ");
  for (std::size_t end = 4; end < whole.size(); ++end) {
    const auto text = read_as_text(whole.substr(0, end));
    CAPTURE(end);
    CHECK(text.starts_with("archive_"));
  }
}

TEST_CASE("XLSX: entities, deep and broken XML in any part are refused with the part's name") {
  const std::string laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]>";
  auto parts = MadeWorkbook{headings, "<si><t>x</t></si>", "<cellXfs/>"}.parts();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    CAPTURE(parts[i].path);
    auto bombed = parts;
    bombed[i].bytes = laughs + bombed[i].bytes;
    CHECK(read_as_text(zip_of(bombed)) == "xml_entity@1");
    auto cut = parts;
    cut[i].bytes.resize(cut[i].bytes.size() - 3);
    CHECK(read_as_text(zip_of(cut)).find("xml_truncated") != std::string::npos);
  }
  std::string deep;
  for (int i = 0; i < 1000; ++i)
    deep += "<is>";
  CHECK(rows(cell(deep)).find("xml_too_deep") != std::string::npos);
}

TEST_CASE("XLSX: hostile sheets: columns beyond the last, a cell and a row too large, cells over cells") {
  const std::string good = "<row r=\"9\">" + inline_cell("A9", "y") + "</row>";
  CHECK(rows("<row r=\"2\">" + inline_cell("A2", "x") + inline_cell("XFE2", "far") + "</row>" + good) ==
        "2! table_too_many_columns; 9: y||; ");
  CHECK(rows("<row r=\"2\">" + inline_cell("XFD2", "last") + "</row>" + good) == "2: ||; 9: y||; ");
  CHECK(rows("<row r=\"2\">" + inline_cell("A2", std::string(5 << 20, 'x')) + "</row>" + good) ==
        "2! table_row_too_large; 9: y||; ");
  std::string million = "<row r=\"2\">";
  for (int i = 0; i < 1'000'000; ++i)
    million += "<c/><c r=\"A2\" t=\"b\"><v>1</v></c>";
  CHECK(rows(million + "</row>" + good) == "2! table_row_too_large; 9: y||; ");
  std::string wide = "<row>";
  for (int i = 0; i < 1'000'000; ++i)
    wide += "<c><v>1</v></c>";
  CHECK(rows(wide + "</row>" + good) == "2! table_too_many_columns; 9: y||; ");
  CHECK(rows("<row r=\"99999999999999999999\">" + inline_cell("A99999999999999", "z") + "</row>") == "2: z||; ");
}

TEST_CASE("XLSX: a zip bomb in a sheet or in the shared strings ends at the ratio, in little memory") {
  const auto bomb = std::string(48 << 20, ' ');
  for (const bool in_sheet : {true, false}) {
    CAPTURE(in_sheet);
    MadeWorkbook book{headings, "<si><t>x</t></si>"};
    auto parts = book.parts();
    auto& part = parts[in_sheet ? 3 : 4];
    part.bytes.insert(part.bytes.find('>') + 1, bomb);
    part.deflated = deflated(part.bytes);
    CHECK(read_as_text(zip_of(parts)).find("archive_bomb") != std::string::npos);
  }
}

TEST_CASE("XLSX: shared strings are bounded in size, sheets in number, members in number") {
  MadeWorkbook book{headings, "<si><t>" + std::string(1000, 'x') + "</t></si>"};
  CHECK(read_as_text(book.bytes(), {}, {.document_bytes = 900}).starts_with("input_too_large"));
  std::string many;
  for (int i = 0; i < 400; ++i)
    many += "<si><t>" + std::string(50'000, 'x') + "</t></si>";
  auto parts = MadeWorkbook{headings, many}.parts();
  parts.back().deflated = deflated(parts.back().bytes);
  CHECK(read_as_text(zip_of(parts), {}, {.document_bytes = 1 << 20}) == "xlsx_strings_too_large(1048576)");
  std::string sheets;
  for (std::size_t i = 0; i <= max_sheets; ++i)
    sheets += "<sheet name=\"s\" r:id=\"rId1\"/>";
  parts = MadeWorkbook{headings}.parts();
  parts[1].bytes = replaced(parts[1].bytes, "<sheets>", "<sheets>" + sheets);
  CHECK(read_as_text(zip_of(parts)) == "xlsx_too_many_sheets(1000)");
  CHECK(read_as_text(zip_of(parts), {}, {.archive_members = 2}).starts_with("archive_bomb"));
}
