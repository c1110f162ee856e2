/// Sessions and tokens: one's own, and with ?person=ID those of somebody whom one looks after.
///
///   GET    /api/sessions        {"items":[{"id","made","seen","address","agent","opened_by","current"}]}
///   DELETE /api/sessions/ID     204
///   DELETE /api/sessions        all but this one; of somebody else all, and their tokens and links
///   GET    /api/tokens {"items":[{"id","name","scope","use":"read_only"|"read_and_write","made","until","used"}]} POST
///   /api/tokens          {"name","scope","use","until"}: 201 {"id","token","until"}, shown once DELETE /api/tokens/ID
///   204
///
/// One's own are for whoever sits at a session: a token neither sees nor changes what decides who comes in. An id of
/// somebody else's is not there.
#pragma once

#include <vector>

#include "accounts/accounts.h"
#include "api/api.h"

namespace manara::api {

std::vector<Part> own_parts(accounts::Accounts& accounts);

}  // namespace manara::api
