/// What comes in for a resource, against its fields: every field is checked, one that is not listed is refused (nobody
/// assigns what the table doesn't name), and what is kept is written anew, in the order of the fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/problem.h"
#include "base/result.h"
#include "resource/resource.h"

namespace manara::api {

struct Body {
  std::string json{};                 ///< what is kept
  std::vector<FieldError> refused{};  ///< every field at once, not the first only; then `json` is empty
};

/// Error: request_malformed (no JSON object).
Result<Body> read_body(const resource::Resource& resource, std::string_view text);

}  // namespace manara::api
