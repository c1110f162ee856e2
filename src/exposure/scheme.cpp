#include "exposure/scheme.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "exposure/index.h"
#include "versions/ecosystem.h"

namespace manara::exposure {
namespace {

struct VersionType {
  std::string_view name;
  versions::Scheme scheme;
};

// The words that CNAs write where the CVE schema asks for a versionType, beside the names of orderings.
constexpr std::array<VersionType, 4> version_types{{{"python", versions::Scheme::pep440},
                                                    {"rubygems", versions::Scheme::gem},
                                                    {"dpkg", versions::Scheme::debian},
                                                    {"git", versions::Scheme::lexicographic}}};

/// Plain dotted numbers order the same by SemVer, and installed versions are seldom three of them. The ranges tell, for
/// they stay when an entry is normalised: versions that they hold do not, nor do commits beside them.
bool all_dotted(const Affected& affected) {
  const auto dotted = [](std::string_view version) { return versions::valid(versions::Scheme::dotted, version); };
  bool has_range = false;
  for (const auto& range : affected.ranges) {
    if (range.type == RangeType::git) continue;
    has_range = true;
    if (!std::ranges::all_of(range.events, [&](const RangeEvent& event) { return dotted(event.version); }))
      return false;
  }
  return has_range || std::ranges::all_of(affected.versions, dotted);
}

versions::Scheme product_scheme(const Affected& affected) {
  const auto wanted = to_lower(affected.version_type);
  if (wanted == "semver" && all_dotted(affected)) return versions::Scheme::dotted;
  for (const auto& type : version_types) {
    if (type.name == wanted) return type.scheme;
  }
  const auto* named = versions::find_ordering(wanted);
  return named != nullptr ? named->scheme : versions::Scheme::dotted;
}

}  // namespace

Place place_of(const Affected& affected) {
  Place place;
  if (affected.ecosystem.empty()) {
    place.is_product = true;
    place.ecosystem = product_ecosystem;
    place.name = fold_product(affected.vendor, affected.name);
    place.scheme = product_scheme(affected);
    return place;
  }
  const auto ref = versions::parse_ecosystem(affected.ecosystem);
  if (ref.ecosystem == nullptr) {
    place.ecosystem = ref.name;
    place.release = ref.release;
    place.name = affected.name;
    return place;
  }
  place.ecosystem = ref.ecosystem->name;
  place.release = ref.release;
  place.name = versions::fold_name(*ref.ecosystem, affected.name);
  place.scheme = ref.ecosystem->scheme;
  place.distribution = ref.ecosystem->is_distribution();
  return place;
}

}  // namespace manara::exposure
