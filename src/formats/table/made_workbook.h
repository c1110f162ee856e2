/// Workbooks for tests and fuzzers: the parts as given, in a zip that is written here by the APPNOTE and shares nothing
/// with the reader but the check sum.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/decoder.h"

namespace manara::formats::table {

struct MadePart {
  std::string path{};
  std::string bytes{};
  std::string deflated{};  ///< where given, what is stored for `bytes`
};

inline void append_number(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i)
    out.push_back(static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xFFU));
}

inline std::string zip_of(const std::vector<MadePart>& parts) {
  std::string out;
  std::string directory;
  for (const auto& part : parts) {
    const auto at = out.size();
    const auto& stored = part.deflated.empty() ? part.bytes : part.deflated;
    std::string common;
    append_number(common, 20, 2);  // version needed
    append_number(common, 0, 2);
    append_number(common, part.deflated.empty() ? 0 : 8, 2);
    append_number(common, 0, 4);  // time and date
    append_number(common, io::crc32_of(part.bytes), 4);
    append_number(common, stored.size(), 4);
    append_number(common, part.bytes.size(), 4);
    append_number(common, part.path.size(), 2);
    append_number(common, 0, 2);
    out += "PK\x03\x04" + common + part.path + stored;
    directory += "PK\x01\x02";
    append_number(directory, 20, 2);
    directory += common;
    directory.append(10, '\0');  // comment, disk, attributes
    append_number(directory, at, 4);
    directory += part.path;
  }
  const auto directory_at = out.size();
  out += directory + "PK\x05\x06";
  append_number(out, 0, 4);
  append_number(out, parts.size(), 2);
  append_number(out, parts.size(), 2);
  append_number(out, directory.size(), 4);
  append_number(out, directory_at, 4);
  append_number(out, 0, 2);
  return out;
}

/// A workbook of one sheet; empty parts are left out.
struct MadeWorkbook {
  std::string sheet{};    ///< what stands in <sheetData>
  std::string strings{};  ///< what stands in <sst>
  std::string styles{};   ///< what stands in <styleSheet>
  std::string properties{};

  [[nodiscard]] std::vector<MadePart> parts() const {
    constexpr std::string_view main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string space = " xmlns=\"" + std::string(main) + "\"";
    const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::vector<MadePart> out{
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml", "<workbook" + space + " xmlns:r=\"" + type + "\">" + properties +
                                "<sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"" + type +
                                           "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet" + space + "><sheetData>" + sheet + "</sheetData><pageMargins/></worksheet>"}};
    if (!strings.empty()) out.push_back({"xl/sharedStrings.xml", "<sst" + space + ">" + strings + "</sst>"});
    if (!styles.empty()) out.push_back({"xl/styles.xml", "<styleSheet" + space + ">" + styles + "</styleSheet>"});
    return out;
  }
  [[nodiscard]] std::string bytes() const { return zip_of(parts()); }
};

/// A cell with its text in it.
inline std::string inline_cell(std::string_view reference, std::string_view text) {
  return "<c r=\"" + std::string(reference) + "\" t=\"inlineStr\"><is><t>" + std::string(text) + "</t></is></c>";
}

}  // namespace manara::formats::table
