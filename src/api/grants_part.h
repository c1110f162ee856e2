/// Who has which role where.
///
///   GET    /api/grants?person&scope&limit&after   {"items":[grant…],"next":cursor|null}
///   POST   /api/grants      Idempotency-Key       {"person","role","scope","until":ms|null}: 201 and the grant
///   DELETE /api/grants/ID   Idempotency-Key       204
///
/// A grant: {"id","person","account","name","role","scope","until"}.
#pragma once

#include <vector>

#include "accounts/accounts.h"
#include "api/api.h"

namespace manara::api {

std::vector<Part> grants_parts(accounts::Accounts& accounts, const Changed& changed = {});

}  // namespace manara::api
