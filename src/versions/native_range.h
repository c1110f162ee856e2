/// Version ranges as package managers and projects write them, converted to VERS: node-semver's `^1.2 || ~2.0`, PEP
/// 440's
/// `>=1,<2`, RubyGems' `~> 2.0.8`, NuGet's and Maven's `[1.0, 2.0)`, Conan's, and the lists in nginx's and OpenSSL's
/// advisories.
///
/// The conversion is that of the VERS type definitions and their examples, which differs from node-semver in two
/// points: a partial version stands for itself (`2.1` is 2.1.0 and not 2.1.x), and `>=2.2.x` keeps the upper end of the
/// x-range. VERS has no "and": of `1.1 1.2`, which no version satisfies, both versions remain.
#pragma once

#include <string_view>

#include "versions/vers.h"

namespace manara::versions {

/// `type`: npm, pypi, gem, nuget, maven, conan, nginx, openssl. The result is sorted; a range of conan that says
/// nothing has no constraints. Errors: native_range_unknown, native_range_bad.
Result<Vers> vers_of_native(std::string_view type, std::string_view text);

}  // namespace manara::versions
