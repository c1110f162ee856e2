// The table itself: every row recognises the name that it gives as its example.
#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "base/strings.h"
#include "products/content_for_tests.h"
#include "products/products.h"

using namespace manara;
using namespace manara::products;

namespace {

bool contains_all(const std::vector<Name>& names, const std::vector<Name>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&names](const Name& name) {
    if (name.product.find('{') != std::string::npos) return true;  // filled from the version
    return std::find(names.begin(), names.end(), name) != names.end();
  });
}

}  // namespace

TEST_CASE("every row recognises its own example") {
  const auto catalogue = content_catalogue();
  REQUIRE(catalogue.rows().size() > 600);
  for (const auto& row : catalogue.rows()) {
    CAPTURE(row.line);
    CAPTURE(row.pattern);
    CAPTURE(row.example);
    const auto example = read_example(row.example);
    const auto found = catalogue.recognise(example.name, example.publisher, example.version);
    CHECK(found.has_value());
    if (!found) continue;
    CHECK(contains_all(found->names(), row.names));
    if (!example.expected.empty()) CHECK(found->version() == example.expected);
  }
}

TEST_CASE("every release of Windows recognises its own example") {
  const auto catalogue = content_catalogue();
  REQUIRE(catalogue.windows_rows().size() > 30);
  for (const auto& row : catalogue.windows_rows()) {
    CAPTURE(row.example);
    const auto example = read_example(row.example);
    const auto found = catalogue.recognise_windows(example.name, example.publisher);  // "caption | build"
    CHECK(found.has_value());
    if (!found) continue;
    CHECK(contains_all(found->names(), row.names));
    CHECK(found->version() == example.publisher);
  }
}

TEST_CASE("no two rows give the same names for the same pattern, publisher and version") {
  const auto catalogue = content_catalogue();
  std::set<std::string> seen;
  for (const auto& row : catalogue.rows()) {
    CAPTURE(row.pattern);
    CAPTURE(row.example);
    CHECK(seen.insert(row.pattern + '\t' + row.example).second);
  }
}
