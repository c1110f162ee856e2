/// GET /api/call-sheet?verified_before=DATE&format=html|csv&language=en|fr|ar: the contacts that nobody verified since
/// that day, to be called one after the other: a page to print, with boxes to tick, or a table for a mail merge.
#pragma once

#include <vector>

#include "api/api.h"
#include "store/pool.h"

namespace manara::app {

std::vector<api::Part> call_sheet_parts(store::Pool& readers);

}  // namespace manara::app
