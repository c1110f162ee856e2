#include "api/record.h"

#include <algorithm>

#include "access/address.h"
#include "base/strings.h"

namespace manara::api {
namespace {

using access_log::Kind;

bool is_own(const Caller* caller, const access::ScopeId& scope) {
  return caller != nullptr && std::ranges::find(caller->account.actor.grants, scope, &access::Grant::scope) !=
                                  caller->account.actor.grants.end();
}

/// Of scopes that stand there once for each item, the foreign ones, once each. Returns the items that they held.
std::int64_t keep_foreign(std::vector<access::ScopeId>& scopes, const Caller* caller) {
  std::erase_if(scopes, [&](const access::ScopeId& scope) { return is_own(caller, scope); });
  const auto items = static_cast<std::int64_t>(scopes.size());
  std::ranges::sort(scopes, {}, &access::ScopeId::bytes);
  const auto twice = std::ranges::unique(scopes);
  scopes.erase(twice.begin(), twice.end());
  return items;
}

/// The first id that it names, in its path or among its parameters.
IdBytes item_in(const Request& request) {
  for (const auto part : split(request.path, '/')) {
    if (const auto id = read_id(part)) return *id;
  }
  for (const auto& [name, value] : request.query) {
    if (const auto id = read_id(value)) return *id;
  }
  return {};
}

Status record(access_log::AccessLog& log, const Request& request, const Caller* caller, const Response& response) {
  const auto network = access::coarse_network(request.address);
  const auto person = caller == nullptr ? access::PersonId{} : caller->account.person.id;
  bool leaves = false;
  for (auto event : response.told) {
    if (event.person.empty()) event.person = person;
    event.network = network;
    const auto foreign = keep_foreign(event.scopes, caller);
    if (event.kind == Kind::read) {
      if (foreign == 0) continue;
      event.count = foreign;
    }
    const bool is_telling = event.kind == Kind::read || event.kind == Kind::exported;
    leaves = leaves || event.kind == Kind::exported;
    const auto noted = log.note(std::move(event));
    // What was done is done: the log counts what it missed.
    if (!noted && is_telling) return noted;
  }
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  // Whoever just opens a page is nobody yet; whoever tries a token is somebody.
  const bool tries = !is_read || !request.header("authorization").empty();
  const bool refused = response.status == 403 || (response.status == 401 && tries);
  if (refused && response.told.empty()) {
    [[maybe_unused]] const auto noted = log.note({.kind = Kind::refusal,
                                                  .person = person,
                                                  .resource = request.method + " " + response.route,
                                                  .item = item_in(request),
                                                  .network = network,
                                                  .result = response.refusal});
  }
  return leaves ? log.write() : Status();
}

}  // namespace

Record record_in(access_log::AccessLog& log) {
  return [&log](const Request& request, const Caller* caller, const Response& response) {
    return record(log, request, caller, response);
  };
}

access_log::Event not_found(std::string_view what, const Request& request) {
  return {.kind = Kind::refusal,
          .resource = request.method + " " + std::string(what),
          .item = item_in(request),
          .result = "request_not_found"};
}

access_log::Event told_of(std::string_view resource, std::vector<access::ScopeId> scopes, const IdBytes& item) {
  const auto count = static_cast<std::int64_t>(scopes.size());
  return {
      .kind = Kind::read, .resource = std::string(resource), .item = item, .scopes = std::move(scopes), .count = count};
}

access_log::Event credential(std::string_view what, const accounts::PersonId& whose) {
  return {.kind = Kind::credential, .resource = "people", .item = whose.bytes, .result = std::string(what)};
}

}  // namespace manara::api
