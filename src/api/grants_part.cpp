#include "api/grants_part.h"

#include "api/given.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using accounts::Accounts;
using accounts::GrantId;
using accounts::PersonId;

constexpr std::string_view prefix = "/api/grants/";

constexpr Member grant_members[] = {Member::id("id"),
                                    Member::id("person"),
                                    Member::text("account"),
                                    Member::text("name"),
                                    Member::choice("role", access::role_names),
                                    Member::id("scope"),
                                    Member::number("until").or_null()};
constexpr Shape grant_shape{"given_grant", grant_members};
constexpr Member page_members[] = {Member::object("items", grant_shape).several(), next_member};
constexpr Shape page_shape{.members = page_members};
constexpr Member wish_members[] = {Member::id("person"), Member::choice("role", access::role_names),
                                   Member::id("scope"), Member::number("until").or_null().optional()};
constexpr Shape wish_shape{"grant_wish", wish_members};

void write_grant(json::Writer& out, const accounts::ListedGrant& listed) {
  const auto& [given, account, name] = listed;
  out.begin_object().member("id", to_string(given.id)).member("person", to_string(given.person));
  out.member("account", account).member("name", name).member("role", access::name_of(given.grant.role));
  out.member("scope", to_string(given.grant.scope)).key("until");
  if (given.grant.until_ms) {
    out.value(*given.grant.until_ms);
  } else {
    out.null();
  }
  out.end_object();
}

struct Ground {
  Accounts& accounts;
  Changed changed;
};

Result<Response> list(const Ground& ground, const Request& request, const Caller& caller) {
  MANARA_TRY(paging, paging_in(request));
  MANARA_TRY(person, id_in<PersonId>(request, "person"));
  MANARA_TRY(scope, id_in<access::ScopeId>(request, "scope"));
  MANARA_TRY(after, id_in<GrantId>(request, "after"));
  MANARA_TRY(grants, ground.accounts.list_grants(caller.account.actor, {person, scope, after, paging.limit + 1}));
  const bool more = grants.size() > static_cast<std::size_t>(paging.limit);
  if (more) grants.pop_back();
  json::Writer out;
  std::vector<access::ScopeId> scopes;
  out.begin_object().key("items").begin_array();
  for (const auto& grant : grants) {
    write_grant(out, grant);
    scopes.push_back(grant.given.grant.scope);
  }
  out.end_array().member_or_null("next", more ? to_string(grants.back().given.id) : "").end_object();
  auto response = json_response(200, out.take());
  response.told.push_back(told_of("grants", std::move(scopes)));
  return response;
}

void tell(const Ground& ground, const accounts::GivenGrant& grant) {
  if (ground.changed) ground.changed({.resource = "grants", .id = grant.id.bytes, .scope = grant.grant.scope});
}

access::Role role_in(Given& given) {
  return access::read_role(given.choice("role")).value_or(access::Role::auditor);
}

Result<Response> give(const Ground& ground, const Request& request, const Caller& caller) {
  MANARA_TRY(draft, draft_in(request));
  MANARA_TRY(given, Given::read(request, wish_shape));
  const accounts::GrantWish wish{
      .person = given.id<PersonId>("person"),
      .grant = {
          .role = role_in(given), .scope = given.id<access::ScopeId>("scope"), .until_ms = given.moment("until")}};
  if (!given.good()) return given.refusal(caller.language);
  MANARA_TRY(id, ground.accounts.give_grant(caller.account.actor, draft, wish));
  MANARA_TRY(listed, ground.accounts.list_grants(caller.account.actor, {.person = wish.person, .most = 200}));
  for (const auto& one : listed) {
    if (one.given.id != id) continue;
    tell(ground, one.given);
    json::Writer out;
    write_grant(out, one);
    return json_response(201, out.take());
  }
  return fail(Code{"request_not_found"});  // it was asked for again after it had been revoked
}

Result<Response> revoke(const Ground& ground, const Request& request, const Caller& caller) {
  MANARA_TRY(id, id_behind<GrantId>(request, prefix));
  MANARA_TRY(draft, draft_in(request));
  // One that may not be seen is not there.
  const auto grant = ground.accounts.grant(caller.account.actor, id);
  if (!grant && grant.error().code == Code{"access_denied"}) return fail(Code{"request_not_found"});
  MANARA_CHECK(grant);
  MANARA_CHECK(ground.accounts.revoke_grant(caller.account.actor, draft, id));
  tell(ground, *grant);
  return Response{.status = 204};
}

}  // namespace

std::vector<Part> grants_parts(Accounts& accounts, const Changed& changed) {
  const Ground ground{accounts, changed};
  const auto part = [&ground](std::string_view path, const char* method, auto answer, const Description& description) {
    return Part{.path = std::string(path),
                .method = method,
                .open = std::string_view(method) == "GET" ? Open::to_callers : Open::to_sessions,
                .answer = [ground, answer](const Request& request,
                                           const Caller* caller) { return answer(ground, request, *caller); },
                .description = description};
  };
  return {part("/api/grants", "GET", list,
               {.summary = "Who has which role where",
                .parameters = {Member::id("person").optional(), Member::id("scope").optional(), limit_parameter,
                               Member::id("after").optional()},
                .answers = {{.shape = &page_shape}}}),
          part("/api/grants", "POST", give,
               {.summary = "Gives somebody a role in a nation or an organisation",
                .key = true,
                .body = &wish_shape,
                .answers = {{201, &grant_shape}},
                .refusals = {404, 409}}),
          part("/api/grants/{id}", "DELETE", revoke,
               {.summary = "Takes a role back", .key = true, .answers = {{204}}, .refusals = {409}})};
}

}  // namespace manara::api
