/// Erasing while a node serves: for administrators of the nation, for good.
///
///   POST /api/erasures   Idempotency-Key   {"entry","reason","part":"0"|null,"about":bool}
///
/// `part`: this one alone; null: all. `about`: every entry about the same person or thing. 201
/// {"entries":[{"id","index"}], "complete"}: the entries that say so; not complete where a backup or a reader holds an
/// older state: the node does the rest by itself.
#pragma once

#include <vector>

#include "access/scope.h"
#include "api/api.h"
#include "store/writer.h"

namespace manara::api {

std::vector<Part> erasures_parts(store::Writer& writer, const access::ScopeId& nation);

}  // namespace manara::api
