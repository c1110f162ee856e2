/// GET /api/ledger: size and root, and the headers of entries, the newest first. Headers hold ids, kinds and times: to
/// those who may read the ledger they tell how much happens and when.
#pragma once

#include <vector>

#include "api/api.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::api {

std::vector<Part> ledger_parts(store::Pool& readers, store::Writer& writer, access::ScopeId nation);

}  // namespace manara::api
