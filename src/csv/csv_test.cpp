#include "csv/csv.h"

#include <doctest/doctest.h>

using namespace manara;

namespace {

std::string shown(std::string_view text, char separator = ',') {
  const auto stream = io::from_memory(text);
  csv::Rows rows(*stream, separator, {});
  std::string out;
  for (;;) {
    const auto row = rows.next();
    if (!row) return out + std::string(row.error().code.name());
    if (!*row) return out;
    out += std::to_string(rows.line()) + ":";
    for (const auto field : **row) out += "[" + std::string(field) + "]";
    out += " ";
  }
}

}  // namespace

TEST_CASE("fields, quotes, doubled quotes and lines inside quotes") {
  CHECK(shown("a,b,\r\n\"c,d\",\"e\"\"f\"\n") == "1:[a][b][] 2:[c,d][e\"f] ");
  CHECK(shown("a,\"b\nc\"\nd") == "1:[a][b\nc] 3:[d] ");
  CHECK(shown("\xEF\xBB\xBFx;y", ';') == "1:[x][y] ");
  CHECK(shown("\n\n a \n") == "3:[ a ] ");
  CHECK(shown("").empty());
}

TEST_CASE("a text that ends inside a quote was cut off") { CHECK(shown("a,\"b\nc") == "csv_quote_open"); }

TEST_CASE("a row is bounded, quoted or not") {
  const std::string text = "\"" + std::string(1000, '\n') + "\"";
  const auto stream = io::from_memory(text);
  csv::Rows rows(*stream, ',', {.record_bytes = 100});
  CHECK(rows.next().error().code == Code{"record_too_large"});
}
