/// GET /api/search?q=TEXT&limit=N: what of everything that one may see has these words, a few of each resource (5, at
/// most 20):
///
///   {"items":[{"resource","id","label","organisation":{"id","label"}|null}]}
///
/// The label is the text of the resource's key, a name in the reader's language where there is one.
#pragma once

#include <span>

#include "api/api.h"
#include "resource/resource.h"
#include "store/pool.h"

namespace manara::api {

/// `resources` outlive it.
Part search_part(std::span<const resource::Resource> resources, store::Pool& readers);

}  // namespace manara::api
