/// SPDX 2.2 and 2.3: mandatory fields, identifiers, references, and what of external references a scanner lives on.
#pragma once

#include <string_view>

#include "base/result.h"
#include "formats/check/complaints.h"
#include "json/json.h"

namespace manara::formats {

void check_spdx_json(const json::Value& root, Complaints& complaints);
/// Errors: check_unknown_format (no SPDXVersion), spdx3_later.
Status check_spdx_tag_value(std::string_view text, Complaints& complaints);

}  // namespace manara::formats
