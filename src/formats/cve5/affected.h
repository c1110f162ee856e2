/// An entry of a CVE record's `affected`, as the model has it.
#pragma once

#include <vector>

#include "json/json.h"
#include "model/advisory.h"

namespace manara::formats::cve5_record {

/// Appends the product, and one more for each CPE that names it otherwise. An entry that names nothing ("n/a") gives
/// none.
void add_affected(const json::Value& entry, std::vector<Affected>& out);

}  // namespace manara::formats::cve5_record
