/// As much of JSON Schema 2020-12 as docs/formats/*.schema.json use: type, const, enum, pattern (literal characters,
/// "\d", one class in brackets, each with "{n}" or "{n,m}"), required, properties, additionalProperties: false, items,
/// $ref into $defs. A keyword that is not known here is a complaint, so that no schema says what nothing checks.
#pragma once

#include <string>
#include <vector>

#include "json/json.h"

namespace manara::program_test {

/// "exposures/3/due/days: …" for each thing that does not fit; of many the first 100.
std::vector<std::string> complaints(const json::Value& schema, const json::Value& value);

}  // namespace manara::program_test
