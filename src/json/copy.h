/// A value of a document, written again.
#pragma once

#include "json/json.h"
#include "json/writer.h"

namespace manara::json {

/// All that is in it, in the same order.
void copy(Writer& out, Value value);

}  // namespace manara::json
