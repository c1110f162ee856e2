/// Version ranges as people write them into JSON: "< 1.2.3", ">= 1.0, < 1.5", "<=V3.2".
#pragma once

#include <string_view>
#include <vector>

#include "model/advisory.h"

namespace manara::formats {

/// The comparators of `text`, separated by `separator`, as events of one range; empty for anything that is not made of
/// comparators alone (then the text says something that ranges can't).
std::vector<RangeEvent> comparators(std::string_view text, char separator = ',');

}  // namespace manara::formats
