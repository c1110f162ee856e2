/// The identifiers of the SPDX licence list.
#pragma once

#include <string_view>

namespace manara::formats {

/// Case counts, as it does in the list's own schema.
bool is_license_id(std::string_view id);

}  // namespace manara::formats
