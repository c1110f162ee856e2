#include "api/grants_part.h"

#include "api/given.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using accounts::Accounts;
using accounts::GrantId;
using accounts::PersonId;
using resource::FieldType;

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

constexpr Code role_labels[] = {Code{"role_administrator"},  Code{"role_analyst"}, Code{"role_organisation_officer"},
                                Code{"role_policy_officer"}, Code{"role_trainer"}, Code{"role_coordinator"},
                                Code{"role_auditor"}};
constexpr resource::Field fields[] = {
    {.name = "person", .type = FieldType::link, .refers_to = "people", .headings = "Person|Personne|الشخص"},
    {.name = "account", .type = FieldType::text, .headings = "Account|Compte|الحساب"},
    {.name = "name", .type = FieldType::text, .headings = "Name|Nom|الاسم"},
    {.name = "role",
     .type = FieldType::choice,
     .choices = access::role_names,
     .headings = "Role|Rôle|الدور",
     .labels = role_labels},
    {.name = "scope", .type = FieldType::link, .refers_to = scopes, .headings = "Where|Où|أين"},
    {.name = "until", .type = FieldType::moment, .headings = "Until (UTC)|Jusqu'au (UTC)|حتى (UTC)"}};
constexpr resource::Filter filters[] = {{"person", FieldType::link}, {"scope", FieldType::link}};

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
  Exports& exports;
  Changed changed;
};

Result<Response> list(const Ground& ground, const Request& request, const Caller& caller) {
  MANARA_TRY(person, id_in<PersonId>(request, "person"));
  MANARA_TRY(scope, id_in<access::ScopeId>(request, "scope"));
  const auto read = [&](std::string_view after, std::int64_t most) -> Result<std::vector<ListedItem>> {
    const auto behind = GrantId::read(after).value_or(GrantId{});
    MANARA_TRY(grants, ground.accounts.list_grants(caller.account.actor, {person, scope, behind, most}));
    std::vector<ListedItem> items;
    for (const auto& grant : grants) {
      json::Writer out;
      write_grant(out, grant);
      items.push_back({.body = out.take(), .cursor = to_string(grant.given.id), .scope = grant.given.grant.scope});
    }
    return items;
  };
  return answer_list(grants_list, {.read = read}, request, caller, ground.exports);
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

const Listed grants_list{
    .table = {.name = "grants", .fields = fields}, .path = "/api/grants", .filters = filters, .told = Told::of_people};

std::vector<Part> grants_parts(Accounts& accounts, Exports& exports, const Changed& changed) {
  const Ground ground{accounts, exports, changed};
  const auto part = [&ground](std::string_view path, const char* method, auto answer, const Description& description) {
    return Part{.path = std::string(path),
                .method = method,
                .open = std::string_view(method) == "GET" ? Open::to_callers : Open::to_sessions,
                .answer = [ground, answer](const Request& request,
                                           const Caller* caller) { return answer(ground, request, *caller); },
                .description = description};
  };
  return {part("/api/grants", "GET", list,
               list_description("Who has which role where",
                                {Member::id("person").optional(), Member::id("scope").optional()},
                                Member::id("after").optional(), page_shape)),
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
