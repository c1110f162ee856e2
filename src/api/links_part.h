/// Links that somebody comes in by once: an invitation, which sets a password, or a sign-in link. Each is shown this
/// once, as the path that the console opens.
///
///   POST   /api/invitations    {"person"}        201 {"id","link":"/invitation/SECRET","until"}
///   POST   /api/sign-in-links  {"person"}        201 {"id","link":"/sign-in/SECRET","until"}
///   GET    /api/invitations?person=ID            {"items":[{"id","purpose","made_by","made","until"}]}, both kinds
///   DELETE /api/invitations/LINK?person=ID       204
///
/// A token makes no links: what it may do ends with it.
#pragma once

#include <vector>

#include "accounts/accounts.h"
#include "api/api.h"

namespace manara::api {

std::vector<Part> links_parts(accounts::Accounts& accounts);

}  // namespace manara::api
