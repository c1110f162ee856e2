/// What of an answer becomes events of the access log: what it says itself that it tells (Response::told), and whatever
/// was refused. Handlers say whose data it was; what is one's own organisation's is left out here.
#pragma once

#include <functional>

#include "access_log/access_log.h"
#include "api/caller.h"
#include "api/http.h"

namespace manara::api {

/// Before the answer is given. An error: it must not be.
using Record = std::function<Status(const Request&, const Caller*, const Response&)>;

Record record_in(access_log::AccessLog& log);

/// Whoever tries ids that are others' is known for it: of what was not found, whether or not it is there. `what`: the
/// path as its part has it.
access_log::Event not_found(std::string_view what, const Request& request);

/// Items of personal data, each with the scope it lies in; `item` where it is one.
access_log::Event told_of(std::string_view resource, std::vector<access::ScopeId> scopes, const IdBytes& item = {});

/// Something that decides who comes in was made, changed or taken back. `whose`: of the person it is about.
access_log::Event credential(std::string_view what, const accounts::PersonId& whose);

}  // namespace manara::api
