/// What everybody may change of themselves, at a session, not with a token. What proves who they are is changed only by
/// whoever proves it again: {"password","code"}, the code where they have a second factor.
///
///   GET    /api/profile                          {"id","revision","scope","account","name","language","digits",
///                                                 "second_factor","recovery_codes_left"}; ETag
///   PUT    /api/profile   If-Match               {"name","language","digits":"latin"|"native"}
///   POST   /api/profile/password                 proof and "next": a new session, answered as POST /api/session is
///   POST   /api/profile/second-factor            proof: {"secret","uri"}
///   POST   /api/profile/second-factor/confirm    {"code"}: {"recovery_codes":[…],"csrf"}, a new session
///   DELETE /api/profile/second-factor            proof: 204
///   POST   /api/profile/recovery-codes           proof: {"recovery_codes":[…]}
#pragma once

#include <vector>

#include "accounts/accounts.h"
#include "api/api.h"
#include "api/sessions.h"

namespace manara::api {

std::vector<Part> profile_parts(accounts::Accounts& accounts, Sessions& sessions);

}  // namespace manara::api
