/// Where an affected entry stands in the index: its ecosystem and release, its folded name, the ordering of its
/// versions.
#pragma once

#include <string>

#include "model/advisory.h"
#include "versions/version.h"

namespace manara::exposure {

/// Products (CVE 5, CSAF, CPE) stand under this name, apart from all package ecosystems.
inline constexpr std::string_view product_ecosystem = "product";

struct Place {
  std::string ecosystem;
  std::string release;
  std::string name;
  versions::Scheme scheme = versions::Scheme::generic;
  bool distribution = false;
  bool is_product = false;
};

/// A product's versionType names its scheme ("semver", "maven", "rpm", "python", …); custom or absent: dotted numbers,
/// where both bounds and the installed version are (38,397 of 126,815 ranges), else undecided.
Place place_of(const Affected& affected);

}  // namespace manara::exposure
