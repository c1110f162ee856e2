/// Inventories of assets over HTTP, as practice/constituency/inventories.h keeps them:
///
///   POST /api/inventories?asset=ID&name=FILE   Idempotency-Key; the file as body, of any format that Manara reads
///   GET  /api/inventories?asset=ID             the newest first; format=csv, xlsx
///   GET  /api/inventories/ID                   and /components, /differences (to the one before), /file (as it came)
#pragma once

#include <functional>
#include <vector>

#include "api/api.h"
#include "api/listed.h"
#include "store/blobs.h"
#include "store/pool.h"
#include "store/writer.h"

namespace manara::app {

inline constexpr std::uint64_t most_inventory_body = 64ULL << 20;

extern const api::Listed inventories_list;

/// `changed` hears of each that was taken.
std::vector<api::Part> inventory_parts(store::Pool& readers, store::Writer& writer, store::Blobs& blobs,
                                       api::Exports& exports, api::Changed changed);

}  // namespace manara::app
