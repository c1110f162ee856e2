// The table's reader and the rules of matching, on small tables of our own.
#include <doctest/doctest.h>
#include <string>

#include "products/products.h"

using namespace manara;
using namespace manara::products;

namespace {

const std::string heading = "pattern\tpublisher\tnames\tcomparator\tversion\texample\n";

Catalogue table(const std::string& rows) {
  auto catalogue = Catalogue::parse(heading + rows);
  REQUIRE(catalogue.has_value());
  return std::move(*catalogue);
}

/// "code:line"
std::string refusal(const std::string& tsv) {
  const auto catalogue = Catalogue::parse(tsv);
  if (catalogue) return "accepted";
  return std::string(catalogue.error().code.name()) + ":" + std::to_string(catalogue.error().place.line);
}

std::string product(const Catalogue& catalogue, std::string_view name, std::string_view publisher = {},
                    std::string_view version = {}) {
  const auto found = catalogue.recognise(name, publisher, version);
  return found ? found->names().front().product : "-";
}

}  // namespace

TEST_CASE("the longest pattern that fits the whole name decides") {
  const auto catalogue =
      table("acme reader\t\tacme|reader\t\t\tAcme Reader\nacme reader pro\t\tacme|pro\t\t\tAcme Reader Pro\n");
  CHECK(product(catalogue, "Acme Reader 5 (x64)") == "reader");
  CHECK(product(catalogue, "ACME READER PRO 5.1") == "pro");
  CHECK(product(catalogue, "Acme Reader Plugin") == "-");
  CHECK(product(catalogue, "Plugin for Acme Reader") == "-");
  CHECK(product(catalogue, "Acme") == "-");
  CHECK(product(catalogue, "") == "-");
}

TEST_CASE("a publisher narrows a name that says too little") {
  const auto catalogue =
      table("viewer\tacme|a corp\tacme|viewer\t\t\tViewer\nstrict\tacme!\tacme|strict\t\t\tStrict\n");
  CHECK(product(catalogue, "Viewer", "ACME, Inc.") == "viewer");
  CHECK(product(catalogue, "Viewer", "The A  Corp.") == "viewer");
  CHECK(product(catalogue, "Viewer", "Somebody else") == "-");
  CHECK(product(catalogue, "Viewer", "") == "viewer");
  CHECK(product(catalogue, "Strict", "") == "-");
  CHECK(product(catalogue, "Strict", "Acme") == "strict");
}

TEST_CASE("a maker's word before the product's own is passed over, once, and only where it is the publisher's") {
  const auto catalogue = table("discovery\tacme!\tacme|discovery\t\t\tDiscovery | Acme\n");
  CHECK(product(catalogue, "Acme Discovery 5 (x64)", "Acme Pty Ltd") == "discovery");
  CHECK(product(catalogue, "ACME Discovery", "acme, inc.") == "discovery");
  CHECK(product(catalogue, "Acme Acme Discovery", "Acme") == "-");
  CHECK(product(catalogue, "Other Discovery", "Acme") == "-");
  CHECK(product(catalogue, "Acme Discovery Plug-in", "Acme") == "-");
  CHECK(product(catalogue, "Acme Discovery", "") == "-");
  CHECK(product(catalogue, "Acme", "Acme") == "-");
}

TEST_CASE("bounds choose between rows of one pattern, and need a version") {
  const auto catalogue = table(
      "acme db\t\tacme|old\t\tdisplay <15.0.4000\tAcme DB\nacme db\t\tacme|new\t\tdisplay >=15.0.4000\tAcme DB\n"
      "acme db\t\tacme|any\t\t\tAcme DB\n");
  CHECK(product(catalogue, "Acme DB", "", "15.0.2000.5") == "old");
  CHECK(product(catalogue, "Acme DB", "", "15.0.4382.1") == "new");
  CHECK(product(catalogue, "Acme DB") == "any");
}

TEST_CASE("a product's name is filled from the installer's") {
  const auto catalogue = table(
      "acme {n} update {n}\t\tacme|Acme {n}; |acme\t\t\tAcme 2 update 3\n"
      "acme net {version}\t\tacme|Net {version:2}\t\tname\tAcme Net 6.0.1\n"
      "acme core\t\tacme|Core {version:2}\t\t\tAcme Core\n");
  CHECK(product(catalogue, "Acme 2019 Update 13") == "Acme 2019");
  CHECK(product(catalogue, "Acme Net 6.0.16", "", "48.1") == "Net 6.0");
  CHECK(product(catalogue, "Acme Core", "", "7.2.1") == "Core 7.2");
  CHECK(product(catalogue, "Acme Core") == "-");  // nothing left to call it
}

TEST_CASE("a quotation mark repeats the cell above") {
  const auto catalogue = table("acme a\t\tacme|a\tgeneric\tname\tAcme A\nacme b\t\t\"\t\"\t\"\tAcme B 1.2\n");
  const auto found = catalogue.recognise("Acme B 1.2", "", "9.9");
  REQUIRE(found.has_value());
  CHECK(found->names().front() == Name{"acme", "a"});
  CHECK(found->comparator() == "generic");
  CHECK(found->version() == "1.2");
}

TEST_CASE("names compare without case, and '_' is a blank") {
  CHECK(fold("Acrobat_Reader  DC") == "acrobat reader dc");
  CHECK(fold("Intel(R) Driver\\&Support") == "intel driver&support");
  CHECK(matches({"adobe", "acrobat reader dc"}, "Adobe", "acrobat_reader_dc"));
  CHECK_FALSE(matches({"adobe", "acrobat"}, "Adobe", "Acrobat Reader"));
  CHECK(matches({"google", "chromium*"}, "Google", "Chromium V8"));
  CHECK_FALSE(matches({"google", "chromium*"}, "Microsoft", "Chromium V8"));
  CHECK_FALSE(matches({"", ""}, "a", ""));
}

TEST_CASE("a broken table is refused with its line") {
  CHECK(refusal("acme\t\tacme|a\t\t\tAcme\n") == "products_no_heading:1");
  CHECK(refusal("# remark\n\n" + heading + "acme\t\tacme|a\n") == "products_columns:4");
  CHECK(refusal(heading + "acme\t\tacme|a\t\t\t\n") == "products_no_example:2");
  CHECK(refusal(heading + "acme\t\tacme\t\t\tAcme\n") == "products_names:2");
  CHECK(refusal(heading + "acme\t\t|a\t\t\tAcme\n") == "products_names:2");
  CHECK(refusal(heading + "acme\t\tacme|a {m}\t\t\tAcme\n") == "products_names:2");
  CHECK(refusal(heading + "acme\t\tacme|a {n\t\t\tAcme\n") == "products_names:2");
  CHECK(refusal(heading + "acme\t\tacme|a\tnumeric\t\tAcme\n") == "products_comparator:2");
  CHECK(refusal(heading + "acme\t\tacme|a\t\tjavva\tAcme\n") == "products_version_rule:2");
  CHECK(refusal(heading + "acme\t\tacme|a\t\tdisplay >15\tAcme\n") == "products_version_rule:2");
  CHECK(refusal(heading + "acme\t\tacme|a\t\tdisplay <\tAcme\n") == "products_version_rule:2");
  CHECK(refusal(heading + "acme\t\t\"\t\t\tAcme\n") == "products_ditto:2");
  CHECK(refusal(heading + "acme [\t\tacme|a\t\t\tAcme\n") == "products_pattern:2");
  CHECK(refusal(heading + "a [b] [c] [d] [e] [f] [g] [h] [i] [j] [k]\t\tacme|a\t\t\tAcme\n") ==
        "products_pattern_wide:2");
  CHECK(refusal("\xff\n") == "products_not_utf8:0");
  CHECK(refusal("") == "accepted");
  CHECK(refusal(heading + "acme\t\tacme|a\t\t\tAcme\r\n") == "accepted");
}
