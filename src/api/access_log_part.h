/// GET /api/access-log?kind&person&day&limit&after: the access log, the newest first, for the nation's auditors and
/// administrators: {"items":[{"index","at","kind","person":{"id","name"}|null,"resource","item"|null,
/// "organisations":[ids],"network","result","count"}],"next":cursor|null}; format=csv, xlsx. Whoever reads it is in it
/// too.
#pragma once

#include <vector>

#include "access_log/access_log.h"
#include "accounts/accounts.h"
#include "api/api.h"
#include "api/listed.h"

namespace manara::api {

extern const Listed access_log_list;

std::vector<Part> access_log_parts(access_log::AccessLog& log, accounts::Accounts& accounts, access::ScopeId nation,
                                   Exports& exports);

}  // namespace manara::api
