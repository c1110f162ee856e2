/// What the index says of one component: the part of a scan that needs nothing but the component and the index. Pure;
/// safe from many threads at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exposure/identity.h"
#include "exposure/matcher.h"
#include "support/support.h"

namespace manara::exposure {

/// One vulnerability of the component: affected if any of its records says so; named by the record whose id ranks
/// first.
struct Finding {
  std::uint32_t cluster = 0;
  bool affected = false;  ///< else undecided
  std::string_view id{};
  std::string_view fixed_in{};
  std::string_view go_to{};
};

struct LookedUp {
  Identity identity{};
  std::optional<support::SupportEnd> ended{};
  std::vector<Finding> findings{};  ///< by cluster
  Message unassessed{};             ///< why its version could not be compared; no code: it could
};

/// Whether an identity's advisories stand by release: of a distribution that has releases.
bool has_releases(const Identity& identity);

/// The advisories of its ecosystem and release; nullptr where there are none, or the release is not known.
const EcosystemRow* ecosystem_of(const Identity& identity, const Index& index);

LookedUp look_up(const Component& component, const OperatingSystem& os, const Matcher& matcher, Date as_of);

}  // namespace manara::exposure
