/// What the ledger knows of people and their roles. Entries, each with one part of JSON; headers name nobody:
///
///   person_saved   subject: the person   {"scope","account","name","language","digits","active"}; before there was
///                                    a choice of digits: latin
///   grant_given    subject: the grant    {"person","role","scope","until"}   until: ms since 1970, or null
///   grant_revoked  subject: the grant    no part
///
/// A grant is an entry; what proves who somebody is (hashes, seeds, sessions) never is.
#pragma once

#include "access/scope.h"
#include "store/kinds.h"
#include "store/store.h"

namespace manara::accounts {

/// Its tables and statements: accounts.sql, embedded.
std::string_view accounts_sql();

store::Practice practice();

/// What must hold behind whatever takes somebody's role or account (Draft::also, Store::erase): the nation has an
/// administrator for good. Error: last_administrator.
store::Operating administrator_stays(const access::ScopeId& nation);

}  // namespace manara::accounts
