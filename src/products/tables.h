/// The compiled form of the table.
#pragma once

#include <vector>

#include "products/products.h"
#include "products/table.h"
#include "products/trie.h"

namespace manara::products {

struct Catalogue::Tables {
  std::vector<PatternRow> patterns{};
  std::vector<BuildRow> builds{};
  Trie trie{};
  std::vector<Row> shown_patterns{};
  std::vector<Row> shown_builds{};
};

}  // namespace manara::products
