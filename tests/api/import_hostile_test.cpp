// Files that are no lists, too long, or traps; and long ones that are taken.
#include <zlib.h>

#include "formats/table/made_workbook.h"
#include "imported.h"

using namespace manara;
using namespace manara::made;

TEST_CASE("what is no list, too long or a trap is refused with a sentence, quickly") {
  Analyst node;
  const auto refusal = [&](std::string file) {
    const auto answered = import(node, "organisations", std::move(file));
    CHECK(answered.response.status == 422);
    return answered.code();
  };
  CHECK(refusal("") == "table_no_headings");
  CHECK(refusal(std::string(100, '\0')) == "table_no_headings");
  CHECK(refusal("name,sector\n") == "table_no_rows");
  std::string rows = "name,sector\n";
  for (int i = 0; i <= 100'000; ++i)
    rows += fmt::format("N{},w\n", i);
  CHECK(refusal(rows) == "import_too_many_rows");
  const auto big = "name,sector\nA,water\n" + std::string(20 << 20, 'x');
  CHECK(refusal(big) == "record_too_large");
  auto parts =
      formats::table::MadeWorkbook{"<row r=\"1\">" + formats::table::inline_cell("A1", "name") + "</row>"}.parts();
  auto& sheet = parts[3];
  sheet.bytes.insert(sheet.bytes.find('>') + 1, std::string(32 << 20, ' '));
  uLongf size = ::compressBound(sheet.bytes.size());
  sheet.deflated.resize(size);
  ::compress(reinterpret_cast<Bytef*>(sheet.deflated.data()), &size, reinterpret_cast<const Bytef*>(sheet.bytes.data()),
             sheet.bytes.size());
  sheet.deflated = sheet.deflated.substr(2, size - 6);  // without zlib's frame
  CHECK(refusal(formats::table::zip_of(parts)) == "archive_bomb");
  CHECK(import(node, "ledger", "name,sector\nA,water\n").response.status == 404);
  CHECK(import(node, "nothing", "name,sector\nA,water\n").response.status == 404);
}

TEST_CASE("one row of ten thousand cells is refused alone, and shown no further than one reads") {
  Analyst node;
  const auto file =
      "name,sector\nGood,water\n" + std::string(5000, ',') + "x" + std::string(5000, ',') + "\nAlso,water\n";
  const auto preview = import(node, "organisations", file);
  CHECK(preview.counts() == "read 3 new 2 changed 0 same 0 refused 1 ");
  CHECK(preview.refused() == "3 table_row_too_long; ");
  CHECK((*preview.root["refused"].elements().begin())["cells"].size() == 100);
}

TEST_CASE("a list of 5,000 rows with 20 MB is taken whole, and again without writing") {
  Analyst node;
  std::string file = "name,sector,region,remarks\n";
  for (int i = 0; i < 5000; ++i)
    file += fmt::format("Organisation {},water,R{},{}\n", i, i % 7, std::string(4000, 'x'));
  CHECK(apply(node, "organisations", file).counts() == "read 5000 new 5000 changed 0 same 0 refused 0 ");
  CHECK(apply(node, "organisations", file).counts() == "read 5000 new 0 changed 0 same 5000 refused 0 ");
}
