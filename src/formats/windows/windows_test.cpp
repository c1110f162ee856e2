#include "formats/windows/windows.h"

#include <doctest/doctest.h>

#include "formats/table/made_workbook.h"
#include "io/file.h"

using namespace manara;
using namespace manara::formats;

namespace {

Result<Inventory> read(std::string_view bytes, const std::vector<std::string>& mapping = {},
                       const Limits& limits = {}) {
  const auto stream = io::from_memory(bytes);
  return read_table_inventory(*stream, "list.csv", limits, mapping);
}

/// "host: name version = vendor/product product_version how" of each component, "line! code" of each refused row.
std::string summary(const Result<Inventory>& inventory) {
  if (!inventory) return std::string(inventory.error().code.name());
  std::string out;
  for (const auto& c : inventory->components) {
    out += c.host + ": " + c.name + " " + c.version + " = " + c.vendor + "/" + c.product;
    if (!c.product_version.empty()) out += " " + c.product_version;
    if (c.version_is_line) out += " line";
    if (!c.purl.empty()) out += " " + c.purl;
    if (!c.ecosystem.empty()) out += " " + c.ecosystem;
    for (const auto& cpe : c.cpes)
      out += " " + cpe;
    out += c.by_pattern ? " by pattern\n" : "\n";
  }
  for (const auto& row : inventory->refused)
    out += std::to_string(row.line) + "! " + std::string(row.reason.code.name()) + "\n";
  return out;
}

bool recognised(std::string_view head, std::string_view path = "list.csv") {
  return looks_like_windows({.path = path, .head = head});
}

std::string fixture(const char* name) {
  return io::read_file(std::string(MANARA_TESTDATA "/") + name).value_or("no file");
}

}  // namespace

TEST_CASE("windows: the registry's list, with names as its installers write them, becomes products") {
  const auto inventory = read(
      "DisplayName,Publisher,DisplayVersion,host\n"
      "Mozilla Firefox (x64 fr),Mozilla,121.0,PC1\n"
      "Java 8 Update 361 (64-bit),Oracle Corporation,8.0.3610.9,PC1\n"
      "Harbour Master Pro,Lighthouse Ltd,2.1,PC2\n");
  CHECK(summary(inventory) ==
        "PC1: Mozilla Firefox (x64 fr) 121.0 = mozilla/firefox by pattern\n"
        "PC1: Java 8 Update 361 (64-bit) 8.0.3610.9 = oracle/jre 8u361 by pattern\n"
        "PC2: Harbour Master Pro 2.1 = Lighthouse Ltd/\n");
  CHECK(inventory->kind == "windows");
  CHECK_FALSE(inventory->components[1].other_names.empty());
}

TEST_CASE("windows: a release line and a version that says nothing is none that advisories compare") {
  CHECK(summary(read("DisplayName,Publisher,DisplayVersion\n"
                     "Adobe ColdFusion 2021,Adobe Systems Incorporated,2021.0\n"
                     "Microsoft .NET SDK 6.0.408 (x64),Microsoft Corporation,6.4.823.21311\n")) ==
        ": Adobe ColdFusion 2021 2021.0 = adobe/coldfusion ? by pattern\n"
        ": Microsoft .NET SDK 6.0.408 (x64) 6.4.823.21311 = microsoft/.NET 6.0 6.0 line by pattern\n");
}

TEST_CASE("windows: the system itself, from WMI, from the registry, as a row of the list, or beside every program") {
  const std::string system =
      "PC1: Microsoft Windows 10 Pro 10.0.19045.3803 = microsoft/Windows 10 Version 22H2 by pattern\n";
  CHECK(summary(read("Caption,BuildNumber,UBR,CSName\nMicrosoft Windows 10 Pro,19045,3803,PC1\n")) == system);
  CHECK(summary(read("ProductName,CurrentBuild,UBR,DisplayVersion,PSComputerName\n"
                     "Microsoft Windows 10 Pro,19045,3803,22H2,PC1\n")) == system);
  CHECK(summary(read("DisplayName,Publisher,DisplayVersion,host\n"
                     "Microsoft Windows 10 Pro,Microsoft Corporation,10.0.19045.3803,PC1\n")) == system);
  CHECK(summary(read("Computer,Operating System,OS Build,Software,Version\n"
                     "PC1,Microsoft Windows 10 Pro,10.0.19045.3803,Harbour,1\n"
                     "PC1,Microsoft Windows 10 Pro,10.0.19045.3803,Lamp,2\n")) ==
        system + "PC1: Harbour 1 = /\nPC1: Lamp 2 = /\n");
  CHECK(summary(read(
            "Poste;Système d'exploitation;Numéro de build\nPC1;Microsoft Windows 10 Professionnel;19045.3803\n")) ==
        "PC1: Microsoft Windows 10 Professionnel 10.0.19045.3803 = microsoft/Windows 10 Version 22H2 by pattern\n");
  // WMI gives programs a caption too.
  CHECK(summary(read("Caption,Name,Vendor,Version\nWindows Tool,Windows Tool,x,1\n")) == ": Windows Tool 1 = x/\n");
}

TEST_CASE("windows: a system that no table knows stays a component, so that it is counted as not assessed") {
  CHECK(summary(read("OS,Build,host\nHarbourOS,7,PC1\n,19045,PC2\n,5,PC3\n")) ==
        "PC1: HarbourOS 7 = /\n"
        "PC2: Windows 10.0.19045 = microsoft/Windows 10 Version 22H2 by pattern\n"
        "PC3: Windows 5 = /\n");
}

TEST_CASE("windows: vendor and product, CPE, purl or ecosystem that are given need no pattern") {
  CHECK(summary(read("Name,Vendor,Product,Version\nFirefox on the till,mozilla,firefox,121.0\n")) ==
        ": Firefox on the till 121.0 = mozilla/firefox\n");
  CHECK(summary(read("Name,Version,CPE\nTill,121.0,cpe:2.3:a:mozilla:firefox:121.0:*:*:*:*:*:*:*\n")) ==
        ": Till 121.0 = / cpe:2.3:a:mozilla:firefox:121.0:*:*:*:*:*:*:*\n");
  CHECK(summary(read("purl,host\npkg:pypi/django@3.2,S1\n")) == "S1: django  = / pkg:pypi/django@3.2\n");
  CHECK(summary(read("Name,Version,Ecosystem\ndjango,3.2,PyPI\n")) == ": django 3.2 = / PyPI\n");
  // A lone column "Product" holds installers' names as often as products.
  CHECK(summary(read("Product,Vendor,Version\nMozilla Firefox (x64 fr),Mozilla,121.0\nlamp,harbour,2\n")) ==
        ": Mozilla Firefox (x64 fr) 121.0 = mozilla/firefox by pattern\n: lamp 2 = harbour/lamp\n");
}

TEST_CASE("windows: any other list by the columns that the user names") {
  const std::string list = "Bien;Maison;Article;Rev\nPC1;mozilla;firefox;121.0\n";
  CHECK(summary(read(list)) == "table_no_headings");
  const std::vector<std::string> mapping{"host=Bien", "vendor=2", "product=Article", "version=4"};
  CHECK(summary(read(list, mapping)) == "PC1: firefox 121.0 = mozilla/firefox\n");
  CHECK(looks_like_mapped_table({.path = "", .head = list}, mapping));
  CHECK_FALSE(looks_like_mapped_table({.path = "", .head = "a;b\n1;2\n"}, mapping));
  CHECK_FALSE(looks_like_mapped_table({.path = "", .head = list}, std::vector<std::string>{"nonsense"}));
  CHECK(summary(read(list, {"colour=3"})) == "table_map_unknown");
  CHECK(check_mapping(mapping));
  CHECK(check_mapping(std::vector<std::string>{"colour=3"}).error().code == Code{"table_map_unknown"});
}

TEST_CASE("windows: rows that say nothing, or nothing readable, are listed with line and reason") {
  CHECK(summary(read("DisplayName,Publisher,DisplayVersion,host\n,Mozilla,121.0,PC1\n,,,PC2\nA\xEF\xBF\xBD,x,1,PC3\n" +
                     std::string(3000, 'n') + ",x,1,PC4\nHarbour,x,1,PC5\n")) ==
        "PC5: Harbour 1 = x/\n2! windows_row_without_name\n3! windows_row_without_name\n"
        "4! windows_name_not_readable\n5! windows_name_not_readable\n");
  const auto few = read("DisplayName\n\"\"\"\"\n,\n\",x\n", {}, {.refused_listed = 0});
  REQUIRE(few);
  CHECK(few->refused_unlisted == 1);
  CHECK(summary(read("DisplayName\na\nb\n", {}, {.components = 1})) == "too_many_components");
}

TEST_CASE("windows: a version that a spreadsheet took for a day is none") {
  using table::inline_cell;
  const table::MadeWorkbook book{"<row>" + inline_cell("A1", "البرنامج") + inline_cell("B1", "الإصدار") +
                                     inline_cell("C1", "الجهاز") + "</row><row>" +
                                     inline_cell("A2", "7-Zip 19.00 (x64)") + "<c r=\"B2\" s=\"1\"><v>19</v></c>" +
                                     inline_cell("C2", "PC1") + "</row><row>" + inline_cell("A3", "Harbour") +
                                     "<c r=\"B3\" s=\"0\"><v>45352</v></c></row>",
                                 "", "<cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"2\"/></cellXfs>"};
  CHECK(summary(read(book.bytes())) == "PC1: 7-Zip 19.00 (x64) 19.00 = 7-zip/7-zip by pattern\n: Harbour  = /\n");
  CHECK(recognised(book.bytes(), "parc.xlsx"));
}

TEST_CASE("windows: what PowerShell writes: Export-Csv with its type line, UTF-16, and ConvertTo-Json") {
  const auto typed = fixture("export_csv_with_type_line.csv");
  CHECK(recognised(typed));
  CHECK(summary(read(typed)) ==
        "PC-LAB-03: 7-Zip 19.00 (x64) 19.00 = 7-zip/7-zip by pattern\n"
        "PC-LAB-03: Microsoft Windows 11 Pro 10.0.22631.4460 = microsoft/Windows 11 Version 23H2 by pattern\n");
  const auto wide = fixture("export_csv_utf16.csv");
  CHECK(recognised(wide));
  CHECK(summary(read(wide)) == summary(read(typed)));
  const auto json = fixture("get_itemproperty.json");
  CHECK(recognised(json, "estate.json"));
  CHECK(summary(read(json)) ==
        "PC-LAB-03: 7-Zip 19.00 (x64) 19.00 = 7-zip/7-zip by pattern\n2! windows_row_without_name\n");
}

TEST_CASE("windows: lists of others are not taken: feeds, requirements, SBOMs, tables without software") {
  CHECK_FALSE(recognised(
      "#model_version:v2025.03.14,score_date:2026-01-11T00:00:00+0000\ncve,epss,percentile\nCVE-2030-1,0.1,0.2\n"));
  CHECK_FALSE(recognised(
      "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription\nCVE-2030-1,a,b,c,2030-01-01,d\n"));
  CHECK_FALSE(recognised("CVE,Vendor,Product,Version\nCVE-2030-1,a,b,1\n"));
  CHECK_FALSE(recognised("django==3.2\nrequests>=2\n", "requirements.txt"));
  CHECK_FALSE(recognised("{\"name\":\"x\",\"version\":\"1\",\"vendor\":\"y\"}", "package.json"));
  CHECK_FALSE(
      recognised("{\"bomFormat\":\"CycloneDX\",\"components\":[{\"name\":\"a\",\"version\":\"1\"}]}", "bom.json"));
  CHECK_FALSE(recognised("Name,Email\nA,a@example.org\n"));
  CHECK_FALSE(recognised("Package: a\nVersion: 1\n", "status"));
  CHECK_FALSE(recognised(""));
  CHECK(recognised("DisplayName\n7-Zip\n"));
  CHECK(recognised("Logiciel;Éditeur;Version;Poste\n"));
  CHECK(recognised("الاسم;الناشر;الإصدار;الجهاز\n"));
  CHECK(recognised("اسم العرض;الناشر;رقم الإصدار;اسم الحاسوب\n"));
}

TEST_CASE("windows: a hundred thousand rows are read in one pass, each system once") {
  std::string text = "host;os;build;DisplayName;Publisher;DisplayVersion\n";
  for (int i = 0; i < 100'000; ++i)
    text += "PC" + std::to_string(i / 100) +
            ";Microsoft Windows 10 Pro;10.0.19045.3803;Mozilla Firefox (x64 fr);Mozilla;121.0\n";
  const auto inventory = read(text);
  REQUIRE(inventory);
  CHECK(inventory->components.size() == 100'000 + 1'000);
}
