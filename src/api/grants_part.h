/// Who has which role where.
///
///   GET    /api/grants?person&scope&limit&after   {"items":[grant…],"next":cursor|null}; format=csv, xlsx
///   POST   /api/grants      Idempotency-Key       {"person","role","scope","until":ms|null}: 201 and the grant
///   DELETE /api/grants/ID   Idempotency-Key       204
///
/// A grant: {"id","person","account","name","role","scope","until"}.
#pragma once

#include <vector>

#include "accounts/accounts.h"
#include "api/api.h"
#include "api/listed.h"

namespace manara::api {

extern const Listed grants_list;

std::vector<Part> grants_parts(accounts::Accounts& accounts, Exports& exports, const Changed& changed = {});

}  // namespace manara::api
