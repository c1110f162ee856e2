/// GET /api/node: how the node itself is: its ledger, its key, its last checkpoint and backup.
#pragma once

#include "api/api.h"
#include "jobs/jobs.h"
#include "store/writer.h"

namespace manara::app {

api::Part node_part(store::Writer& writer, jobs::Jobs& jobs, access::ScopeId nation);

}  // namespace manara::app
