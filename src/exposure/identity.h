/// By what name a component is looked up. Identity comes from the purl where there is one, from the distribution's or
/// lockfile's own naming where the format knows it, else from vendor and product or a CPE; a bare name is none.
#pragma once

#include <string>
#include <vector>

#include "exposure/index.h"
#include "model/inventory.h"
#include "versions/ecosystem.h"

namespace manara::exposure {

enum class Confidence : std::uint8_t {
  package,  ///< purl, or a distribution's package
  product,  ///< vendor and product given, or a CPE
  name,     ///< through a pattern of content/products
};

struct Name {
  std::string name{};  ///< folded
  std::string version{};
  /// May be meant where no advisory knows the names before it; what matches it is undecided, for the version may be
  /// that of another module.
  bool enclosing = false;
};

struct Identity {
  Confidence confidence = Confidence::package;
  const versions::Ecosystem* ecosystem = nullptr;  ///< nullptr: a product
  std::string release{};                           ///< of a distribution; "" unknown
  std::vector<Name> names{};     ///< each is looked up: source and binary package, or the product's spellings
  bool version_is_line = false;  ///< a release line ("2024"), not a version
  bool epoch_unknown = false;    ///< of an RPM package: that of its advisories is taken
  std::string arch{};
  std::string module{};
  /// Why it can't be looked up at all; then `names` is empty.
  Message unassessed{};
};

/// `os`: of the target, for packages that don't name their release themselves.
Identity identify(const Component& component, const OperatingSystem& os);

/// Of enclosing names keeps the longest that advisories of `ecosystem` know, and none where they know the full name.
void settle_enclosing(Identity& identity, const Index& index, const EcosystemRow& ecosystem);

}  // namespace manara::exposure
