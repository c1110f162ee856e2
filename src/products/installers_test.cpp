// Installers' names, one a line of testdata/installers.tsv, against what they must be recognised as, or as nothing.
#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <string>

#include "base/strings.h"
#include "products/content_for_tests.h"
#include "products/products.h"

using namespace manara;
using namespace manara::products;

namespace {

struct Installer {
  std::string name, publisher, version, product, expected_version;
};

std::vector<Installer> installers() {
  std::vector<Installer> all;
  std::ifstream in(MANARA_TESTDATA "/installers.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto cells = split(line, '\t');
    REQUIRE(cells.size() == 5);
    all.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]), std::string(cells[3]),
                   std::string(cells[4])});
  }
  return all;
}

std::string shown(const std::optional<Recognised>& found) {
  return found ? found->names().front().vendor + "|" + found->names().front().product : "-";
}

}  // namespace

TEST_CASE("installers' names are recognised as the product they install, with its version, or as nothing") {
  const auto catalogue = content_catalogue();
  const auto all = installers();
  REQUIRE(all.size() > 450);
  for (const auto& installer : all) {
    CAPTURE(installer.name);
    const auto found = catalogue.recognise(installer.name, installer.publisher, installer.version);
    CAPTURE(shown(found));
    if (installer.product == "-") {
      CHECK_FALSE(found.has_value());
      continue;
    }
    CHECK(found.has_value());
    if (!found) continue;
    const auto halves = cut(installer.product, '|');
    REQUIRE(halves.has_value());
    CHECK(std::any_of(found->names().begin(), found->names().end(), [&halves](const Name& name) {
      return fold(name.vendor) == fold(halves->head) && fold(name.product) == fold(halves->tail);
    }));
    if (!installer.expected_version.empty()) CHECK(found->version() == installer.expected_version);
  }
}
