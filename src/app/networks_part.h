/// GET /api/networks/overlaps?organisation&limit&after: networks that two organisations noted for the same time, of
/// which one holds the other: a is the wider. Both are seen by the caller, or the pair is not told.
#pragma once

#include <vector>

#include "api/api.h"
#include "store/pool.h"

namespace manara::app {

std::vector<api::Part> networks_parts(store::Pool& readers);

}  // namespace manara::app
