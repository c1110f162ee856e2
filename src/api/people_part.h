/// Those who sign in, for whoever looks after them.
///
///   GET  /api/people?q&limit&after       {"items":[person…],"next":cursor|null,"total":N}; format=csv, xlsx
///   GET  /api/people/ID                  {"id","revision","scope","account","name","language","active"}; ETag
///   POST /api/people   Idempotency-Key   {"scope","account","name","language"}: 201 and the person
///   PUT  /api/people/ID   If-Match       the same and "active": false ends their sessions, tokens and links
///   DELETE /api/people/ID If-Match       the same as "active": false; nobody's history loses its author
///   DELETE /api/people/ID/second-factor  for somebody who lost telephone and paper
///
/// `scope`: the nation, or the organisation, whose administrators look after them. An id that may not be seen is not
/// there.
#pragma once

#include <vector>

#include "accounts/accounts.h"
#include "api/api.h"
#include "api/listed.h"

namespace manara::api {

extern const Listed people_list;

std::vector<Part> people_parts(accounts::Accounts& accounts, Exports& exports, const Changed& changed = {});

}  // namespace manara::api
