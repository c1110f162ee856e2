#include "csv/csv.h"

#include <doctest/doctest.h>

using namespace manara;
using csv::Defect;
using csv::OpenQuote;

namespace {

/// Each row as "line: field|field", a broken one as "line! open_quote", an error as its code at the end.
std::string rows(std::string_view text, OpenQuote open_quote = OpenQuote::is_error, char separator = ',',
                 const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  csv::Rows rows(*stream, separator, limits, open_quote);
  std::string out;
  for (;;) {
    const auto row = rows.next();
    if (!row) return out + std::string(row.error().code.name()) + "@" + std::to_string(row.error().place.line);
    if (!*row) return out;
    out += std::to_string(rows.line());
    if (rows.defect() != Defect::none) {
      out += rows.defect() == Defect::cut_off ? "! cut_off; " : "! open_quote; ";
      continue;
    }
    out += ": ";
    for (const auto field : **row)
      out += std::string(field) + "|";
    out += "; ";
  }
}

std::string recovered(std::string_view text) {
  return rows(text, OpenQuote::breaks_row);
}

}  // namespace

TEST_CASE(
    "CSV: quoted fields hold separators, quotes and line ends; blank lines and a byte order mark are passed over") {
  CHECK(rows("\xEF\xBB\xBF"
             "a,b\r\n\r\n\"x,\"\"y\"\"\",\"two\nlines\"\n,\n") == "1: a|b|; 3: x,\"y\"|two\nlines|; 5: ||; ");
  CHECK(rows("a;b\tc\n1;2\t3", OpenQuote::is_error, ';') == "1: a|b\tc|; 2: 1|2\t3|; ");
  CHECK(rows("\n\n a \n") == "3:  a |; ");
  CHECK(rows("").empty());
}

TEST_CASE("CSV: a quote inside a field is a character of it") {
  CHECK(rows("24\" screen,1\nnext,2\n") == "1: 24\" screen|1|; 2: next|2|; ");
  CHECK(rows("\"a\"b,c\n") == "1: ab|c|; ");
}

TEST_CASE("CSV: a quote that is never closed is an error in a feed and breaks one row of a list") {
  const std::string text = "a,b\n\"lost,1\nc,2\nd,3\n";
  CHECK(rows(text) == "1: a|b|; csv_quote_open@2");
  CHECK(recovered(text) == "1: a|b|; 2! open_quote; 3: c|2|; 4: d|3|; ");
}

TEST_CASE("CSV: a lost quote is noticed at the quote of another field, and the lines between are read as rows") {
  CHECK(recovered("\"lost,1\nc,2\n\"d\",3\ne,4\n") == "1! open_quote; 2: c|2|; 3: d|3|; 4: e|4|; ");
  CHECK(recovered("\"a\",\"lost\n\"b\",\"x\"\n\"c\",\"y\"\n") == "1! open_quote; 2: b|x|; 3: c|y|; ");
  // A cell over lines that ends as it should is one cell.
  CHECK(recovered("\"two\nlines\",1\nb,2\n") == "1: two\nlines|1|; 3: b|2|; ");
}

TEST_CASE("CSV: an open quote in the last line, which has no end, is a text that was cut off") {
  CHECK(recovered("a,b\nc,\"cut") == "1: a|b|; 2! cut_off; ");
  CHECK(recovered("a,b\nc,\"open\n") == "1: a|b|; 2! open_quote; ");
  CHECK(recovered("a,b\nc,\"open\nd,1") == "1: a|b|; 2! open_quote; 3: d|1|; ");
}

TEST_CASE("CSV: lost quotes cost linear time: 200,000 broken rows in 8 MB, and one open field over all of them") {
  std::string text;
  for (int i = 0; i < 200'000; ++i)
    text += "\"abc,defghijklmnopqrstuvwxyz,1234567890\n";
  const auto stream = io::from_memory(text);
  csv::Rows broken(*stream, ',', {}, OpenQuote::breaks_row);
  std::size_t count = 0;
  for (auto row = broken.next(); row && *row; row = broken.next())
    ++count;
  CHECK(count == 200'000);

  std::string open = "\"lost\n";
  for (int i = 0; i < 200'000; ++i)
    open += "abc,defghijklmnopqrstuvwxyz \"\" 1234567890\n";
  const auto other = io::from_memory(open);
  csv::Rows rest(*other, ',', {}, OpenQuote::breaks_row);
  for (auto row = rest.next(); row && *row; row = rest.next())
    ++count;
  CHECK(count == 400'001);
}

TEST_CASE("CSV: a row has a largest size") {
  CHECK(rows("a,b\n" + std::string(100, 'x') + "\n", OpenQuote::is_error, ',', {.record_bytes = 50}) ==
        "1: a|b|; record_too_large@2");
  const std::string lines = "\"" + std::string(1000, '\n') + "\"";
  CHECK(rows(lines, OpenQuote::is_error, ',', {.record_bytes = 100}) == "record_too_large@1");
}
