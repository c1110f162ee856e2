/// GET /api/who?q=TEXT: from an address, domain, product or sector to the organisations that must know, why, and whom
/// to call there. Tells nothing that the caller may not see: networks, inventories, organisations and contacts each by
/// its own permission.
#pragma once

#include <vector>

#include "api/api.h"
#include "base/clock.h"
#include "store/pool.h"

namespace manara::app {

std::vector<api::Part> who_parts(store::Pool& readers, Clock& clock);

}  // namespace manara::app
