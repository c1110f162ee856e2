/// content/products/*.tsv as rows. Two kinds of table, told apart by their heading line:
///   pattern publisher names comparator version example      installers' names
///   kind build names example                                releases of Windows
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "products/products.h"
#include "products/version_rules.h"

namespace manara::products {

/// A bound on the version that decides between rows of one pattern: SQL Server's two branches of one release.
struct Bound {
  bool at_least = false;  ///< ">=" if so, else "<"
  std::string version{};
};

struct PatternRow {
  Catalogue::Row shown{};
  std::shared_ptr<const std::vector<Name>> names{};  ///< shown.names; null where they have slots
  std::vector<std::string> publishers{};  ///< folded; the entry's publisher has one of these in it; empty: any
  bool publisher_required = false;        ///< an entry without publisher does not match
  std::string_view comparator{};          ///< a literal
  VersionRule rule = VersionRule::display;
  std::vector<Bound> bounds{};
};

struct BuildRow {
  enum class Kind : std::uint8_t { client, server, any };
  Catalogue::Row shown{};
  Kind kind = Kind::any;
  std::uint32_t lowest = 0;  ///< builds that the row is for, both included
  std::uint32_t highest = 0;
};

struct Table {
  std::vector<PatternRow> patterns{};
  std::vector<BuildRow> builds{};
};

Result<Table> read_table(std::string_view tsv);

}  // namespace manara::products
