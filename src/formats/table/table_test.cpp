#include "formats/table/table.h"

#include <doctest/doctest.h>

#include "formats/table/headings.h"
#include "formats/table/read_as_text.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;
using namespace manara::formats::table;

namespace {

constexpr std::string_view plain = "DisplayName,DisplayVersion,Computer\n7-Zip,19.00,PC1\nGIMP,2.10,PC2\n";
constexpr std::string_view plain_rows = "2: 7-Zip|19.00|PC1; 3: GIMP|2.10|PC2; ";

std::string with_separator(char separator) {
  std::string text(plain);
  for (auto& c : text)
    if (c == ',') c = separator;
  return text;
}

/// ASCII and, behind it, pairs of UTF-16 units.
std::string utf16(std::u16string_view text, bool big = false, bool mark = true) {
  std::string out;
  const auto put = [&](char16_t unit) {
    const auto low = static_cast<char>(unit & 0xFFU);
    const auto high = static_cast<char>(unit >> 8U);
    out.push_back(big ? high : low);
    out.push_back(big ? low : high);
  };
  if (mark) put(0xFEFF);
  for (const auto unit : text)
    put(unit);
  return out;
}

bool recognised(std::string_view head) {
  return looks_like({.path = "", .head = head}, test_wanted());
}

}  // namespace

TEST_CASE("table: any usual separator is found, and \"sep=\" decides") {
  for (const char separator : {',', ';', '\t', '|'}) {
    CAPTURE(separator);
    CHECK(read_as_text(with_separator(separator)) == plain_rows);
    CHECK(recognised(with_separator(separator)));
  }
  CHECK(read_as_text("sep=:\r\nDisplayName:DisplayVersion:Computer\r\na;b,c:1:PC\r\n") == "3: a;b,c|1|PC; ");
  // More commas than semicolons in the names don't deceive it.
  CHECK(read_as_text("Software;Version\na, b, c, d;1\ne, f, g;2\n") == "2: a, b, c, d|1|; 3: e, f, g|2|; ");
}

TEST_CASE("table: headings in English, French and Arabic, whatever their case, accents and marks") {
  CHECK(read_as_text("display name;DISPLAY_VERSION;computer\na;1;x\n") == "2: a|1|x; ");
  CHECK(read_as_text("Nom du logiciel;Version;Poste\na;1;x\n") == "2: a|1|x; ");
  CHECK(read_as_text("\u200fالبرنامج;الاصدار;الجِهاز\nحاسبة;1;x\n") == "2: حاسبة|1|x; ");
  CHECK(fold_heading("  É-diteur ") == "editeur");
  CHECK(fold_heading("e\u0301diteur") == "editeur");
  CHECK(fold_heading("الإصـدار") == fold_heading("الاصدار"));
  CHECK(fold_heading("Œuvre № 3") == "ouvre№3");
  CHECK(fold_heading(std::string(1 << 20, 'a')).empty());
}

TEST_CASE("table: of two headings for one field the better known one counts, wherever it stands") {
  CHECK(read_as_text("Name,DisplayName,Version\nPC7,7-Zip,19\n") == "2: 7-Zip|19|; ");
  CHECK(read_as_text("DisplayName,Name,Version\n7-Zip,PC7,19\n") == "2: 7-Zip|19|; ");
}

TEST_CASE("table: titles above the headings, PowerShell's type line and blank lines are passed over") {
  CHECK(read_as_text("Inventory 2026;;\nPrepared by IT;;\n\n;;\nSoftware;Version;Computer\na;1;x\n") == "6: a|1|x; ");
  CHECK(read_as_text(
            "#TYPE Selected.System.Management.Automation.PSCustomObject\r\n\"DisplayName\",\"DisplayVersion\"\r\n"
            "\"a\",\"1\"\r\n") == "3: a|1|; ");
  std::string titles;
  for (int i = 0; i < 25; ++i)
    titles += "title;\n";
  CHECK(read_as_text(titles + "Software;Version\na;1\n") == "table_no_headings(title)");
}

TEST_CASE("table: UTF-8 with and without mark, UTF-16 of both orders, Windows-1252 and Windows-1256") {
  const std::string utf8 = "Nom du logiciel;Version;Poste\nÉtudes cliniques;1;Hôpital\n";
  const std::string expected = "2: Études cliniques|1|Hôpital; ";
  CHECK(read_as_text(utf8) == expected);
  CHECK(read_as_text("\xEF\xBB\xBF" + utf8) == expected);
  const std::u16string wide = u"Nom du logiciel;Version;Poste\r\nÉtudes cliniques;1;Hôpital\r\n";
  CHECK(read_as_text(utf16(wide)) == expected);
  CHECK(read_as_text(utf16(wide, true)) == expected);
  CHECK(read_as_text(utf16(wide, false, false)) == expected);
  CHECK(read_as_text("Nom du logiciel;Version;Poste\n\xC9tudes cliniques;1;H\xF4pital\n") == expected);
  CHECK(recognised(utf16(wide)));
  // "البرنامج;الإصدار" and "حاسبة"
  const std::string arabic =
      "\xC7\xE1\xC8\xD1\xE4\xC7\xE3\xCC;\xC7\xE1\xC5\xD5\xCF\xC7\xD1\n\xCD\xC7\xD3\xC8\xC9;1.0\n";
  CHECK(read_as_text(arabic) == "2: حاسبة|1.0|; ");
  CHECK(recognised(arabic));
  CHECK(read_as_text("Software;Version\n\xCD\xC7\xD3\xC8\xC9 clinique;1\n", {"encoding=cp1256"}) ==
        "2: حاسبة clinique|1|; ");
}

TEST_CASE("table: broken rows are listed with line and reason, the rest is read") {
  CHECK(read_as_text("Software,Version,Computer\na,1,x\nOracle, Inc.,2,y\n\"lost,3,z\nb,4,\n\nc\n,,,\n\"d\",5,w,\n") ==
        "2: a|1|x; 3! table_row_too_long; 4! table_open_quote; 5: b|4|; 7: c||; 9: d|5|w; ");
  std::string wide = "Software,Version\na,1\n" + std::string(max_columns, ',') + "x\nb,2\n";
  CHECK(read_as_text(wide) == "2: a|1|; 3! table_too_many_columns; 4: b|2|; ");
}

TEST_CASE("table: the columns that the user names, by heading or number, beside those that are known") {
  const std::string list = "Machine;Outil;Rev;Poste\nM1;7-Zip;19;P1\n";
  CHECK(read_as_text(list) == "table_no_headings(Machine, Outil, Rev, Poste)");
  CHECK(read_as_text(list, {"name=outil", "version=REV"}) == "2: 7-Zip|19|P1; ");
  CHECK(read_as_text(list, {"name=Outil", "version=3", "host=1"}) == "2: 7-Zip|19|M1; ");
  CHECK(read_as_text(list, {"name=Logiciel"}) == "table_column_missing(Logiciel)(Machine, Outil, Rev, Poste)");
  // A column that is mapped to one field is not taken for another by its heading.
  CHECK(read_as_text("Poste;Software\nA;B\n", {"name=Poste"}) == "2: A||; ");
}

TEST_CASE("table: columns by number read a table without headings, and know a row of headings when they see one") {
  CHECK(read_as_text("PC1;7-Zip;19\nPC2;GIMP;2\n", {"host=1", "name=2", "version=3"}) ==
        "1: 7-Zip|19|PC1; 2: GIMP|2|PC2; ");
  CHECK(read_as_text("Poste;X;Y\nPC1;7-Zip;19\n", {"host=1", "name=2", "version=3"}) == "2: 7-Zip|19|PC1; ");
  CHECK(read_as_text("a;b\n", {"version=1"}) == "table_no_headings(a, b)");
}

TEST_CASE("table: a mapping that can't be read is refused") {
  for (const auto* option : {"name", "=x", "name=", "name=0", "name=16385", "name=99999999999999999999=", ""}) {
    CAPTURE(option);
    const auto text = read_as_text(plain, {option});
    CHECK((text == "table_map_invalid" || text.starts_with("table_column_missing")));
  }
  CHECK(read_as_text(plain, {"colour=3"}) == "table_map_unknown");
  CHECK(read_as_text(plain, {"encoding=ebcdic"}) == "table_encoding_unknown");
}

TEST_CASE("table: JSON arrays, PowerShell's wrapper around them, and an array of one without its brackets") {
  const std::string one = R"({"DisplayName":"7-Zip","DisplayVersion":"19.00","Computer":null})";
  const std::string other = R"({"Computer":"PC","Extra":{"a":[1]},"DisplayName":"GIMP","DisplayVersion":2.1})";
  CHECK(read_as_text("[" + one + "," + other + "]") == "1: 7-Zip|19.00|; 2: GIMP|2.1|PC; ");
  CHECK(read_as_text("{\"value\":[" + one + "],\"Count\":1}") == "1: 7-Zip|19.00|; ");
  CHECK(read_as_text(one) == "1: 7-Zip|19.00|; ");
  CHECK(read_as_text("[" + one + ",7]") == "1: 7-Zip|19.00|; 2! table_json_no_object; ");
  CHECK(read_as_text("[\"a\"]") == "table_json_no_rows");
  CHECK(read_as_text("[" + one) == "json_truncated@1");
  CHECK(recognised("[\r\n  {\"DisplayName\" : \"x\\\"y\",\n \"DisplayVersion\":  \"1"));
  CHECK_FALSE(recognised(R"({"a":"DisplayName","b":"DisplayVersion"})"));
}

TEST_CASE("table: what was cut off or has no rows is refused") {
  CHECK(read_as_text("") == "table_no_headings()");
  CHECK(read_as_text("DisplayName,DisplayVersion\n") == "table_no_rows");
  CHECK(read_as_text("DisplayName,DisplayVersion,Computer\n7-Zip,19.00,PC1\nGIMP,2") ==
        "2: 7-Zip|19.00|PC1; table_truncated@3");
  CHECK(read_as_text("DisplayName,DisplayVersion\n7-Zip,\"19") == "table_truncated@2");
  // Lists whose rows are short anyway, and whose last line merely lacks its end.
  CHECK(read_as_text("DisplayName,DisplayVersion,Computer\n7-Zip,19\nGIMP,2") == "2: 7-Zip|19|; 3: GIMP|2|; ");
  CHECK(read_as_text(plain.substr(0, plain.size() - 1)) == plain_rows);
}

TEST_CASE(
    "table: every cut of a table is refused, or reads as the rows before the cut, the last cell as far as it goes") {
  for (std::size_t end = 0; end < plain.size(); ++end) {
    CAPTURE(end);
    auto text = read_as_text(plain.substr(0, end));
    const bool refused = text.find("table_") != std::string::npos;
    if (!refused) text.resize(text.size() - 2);
    CHECK((refused || plain_rows.starts_with(text)));
  }
}

TEST_CASE("table: hostile text: a million columns, a cell without end, a million rows of quotes") {
  CHECK(read_as_text(std::string(1'000'000, ',') + "\n") == "table_no_headings(…)");
  CHECK(read_as_text(std::string(3'000'000, ',') + "\n") == "record_too_large(1048576)@1");
  CHECK(read_as_text("Software,Version\n\"" + std::string(40 << 20, 'x')) == "record_too_large(1048576)@2");
  std::string rows = "Software,Version\n";
  for (int i = 0; i < 300'000; ++i)
    rows += "\"\"\"a\"\",\n";
  CHECK(read_as_text(rows).size() > 1'000'000);
}

TEST_CASE("table: a stream that is not in memory reads the same") {
  struct Drops final : io::Stream {
    std::string_view rest;
    explicit Drops(std::string_view bytes) : rest(bytes) {}
    Result<std::size_t> read(std::span<char> buffer) override {
      const auto count = std::min<std::size_t>({buffer.size(), rest.size(), 7});
      std::copy_n(rest.begin(), count, buffer.begin());
      rest.remove_prefix(count);
      return count;
    }
  };
  struct Count final : Sink {
    std::string names{};
    Status row(const Row& row) override {
      names += std::string(row[0]) + ";";
      return {};
    }
    void refused(std::uint64_t, Message, std::string_view) override {}
  } sink;
  const auto bytes = utf16(u"Software\tVersion\r\nÉtude\t1\r\nB\t2\r\n");
  Drops drops(bytes);
  REQUIRE(read(drops, test_wanted(), {}, sink));
  CHECK(sink.names == "Étude;B;");
}

TEST_CASE("table: fixtures, each named for what is special about it") {
  const auto read_file = [](const char* name) {
    const auto bytes = io::read_file(std::string(MANARA_TESTDATA "/") + name);
    return bytes ? read_as_text(*bytes) : "no file";
  };
  CHECK(read_file("french_windows1252_five_broken_rows.csv") ==
        "2: Mozilla Firefox (x64 fr)|121.0|PC-RADIO-01; 3! table_open_quote; 4: 7-Zip 19.00 (x64)|19.00|PC-RADIO-02; "
        "5! table_row_too_long; 6: Logiciel d'études|2.1|Hôpital-7; 7! table_open_quote; 8: Notepad++|8.5|PC-RADIO-03; "
        "9! table_row_too_long; 10! table_row_too_long; 11: VLC media player|3.0.18|PC-RADIO-04; ");
  CHECK(read_file("truncated_in_row.csv") == "2: 7-Zip 19.00 (x64)|19.00|PC1; table_truncated@3");
}
