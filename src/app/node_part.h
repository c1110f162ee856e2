/// GET /api/node: how the node itself is: its ledger, its key, its last checkpoint and backup, and how many entries of
/// which kinds were passed over when all that follows from the ledger was made: kept there, without effect here. Reads;
/// whoever writes meanwhile keeps nobody waiting.
#pragma once

#include "api/api.h"
#include "jobs/jobs.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::app {

api::Part node_part(store::Pool& readers, const store::Writer& writer, jobs::Jobs& jobs, access::ScopeId nation);

}  // namespace manara::app
