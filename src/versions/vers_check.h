/// The order of a range's constraints; inside versions/ only.
#pragma once

#include "versions/vers.h"

namespace manara::versions {

/// The rules of VERS section 5.4: sorted, each version once, comparators that alternate.
/// Errors: vers_not_sorted, vers_repeated_version, vers_bad_sequence.
Status check_sequence(const Vers& range);

}  // namespace manara::versions
