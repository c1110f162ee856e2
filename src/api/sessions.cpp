#include "api/sessions.h"

#include <algorithm>

#include "api/cookies.h"
#include "api/given.h"
#include "api/record.h"
#include "base/strings.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::api {
namespace {

constexpr std::string_view digits[] = {"latin", "native"};

constexpr Member self_members[] = {Member::id("id"), Member::text("name"),
                                   Member::choice("language", resource::name_languages),
                                   Member::choice("digits", digits)};
constexpr Shape self_shape{.members = self_members};
constexpr Member scope_members[] = {Member::id("id"), Member::names("names")};
constexpr Shape scope_shape{.members = scope_members};
constexpr Member grant_members[] = {Member::choice("role", access::role_names), Member::object("scope", scope_shape),
                                    Member::number("until").or_null()};
constexpr Shape grant_shape{"grant", grant_members};
constexpr Member node_members[] = {Member::text("origin"), Member::names("names"), Member::flag("sample"),
                                   Member::text("sectors").several()};
constexpr Shape node_shape{.members = node_members};
constexpr Member me_members[] = {Member::object("person", self_shape), Member::text("csrf"),
                                 Member::object("roles", grant_shape).several(), Member::lists("can"),
                                 Member::object("node", node_shape)};
/// By account, by link, or by invitation.
constexpr Member credential_members[] = {
    Member::text("account").or_null().optional(), Member::text("password").or_null().optional(),
    Member::text("code").or_null().optional(), Member::text("link").or_null().optional(),
    Member::text("invitation").or_null().optional()};
constexpr Shape credentials_shape{"credentials", credential_members};

bool lies_in(const access::Place& place, const access::ScopeId& scope) {
  return place.scope == scope || std::ranges::find(place.held_by, scope) != place.held_by.end();
}

/// One language alone is somebody's choice, as the console sends what its page is in; a browser's own list is none, and
/// gives way to the profile.
text::Language language_of(const Request& request, const accounts::Caller& caller) {
  const auto asked = request.header("accept-language");
  if (asked.find_first_of(",;*") == std::string_view::npos) {
    if (const auto language = text::parse_language(trim(asked))) return *language;
  }
  return text::parse_language(caller.person.language).value_or(text::Language::en);
}

}  // namespace

constexpr Shape me_shape{"me", me_members};

std::string names_json(json::Value names) {
  json::Writer out;
  out.begin_object();
  for (const auto& member : names.members())
    out.member(member.name, member.value.string());
  out.end_object();
  return out.take();
}

Result<accounts::Caller> Sessions::known(const Request& request) {
  auto authorization = request.header("authorization");
  if (take_prefix(authorization, "Bearer ")) return accounts_.by_token(trim(authorization));
  return accounts_.by_session(cookie(request, "session"));
}

Result<Caller> Sessions::caller(const Request& request) {
  MANARA_TRY(known_caller, known(request));
  const auto actor = known_caller.actor;
  const auto now = clock_.now_ms();
  std::vector<Header> headers;
  if (!known_caller.new_session.empty())
    headers.push_back(set_cookie(request, "session", known_caller.new_session, -1));
  return Caller{
      .actor = ledger::ActorId{known_caller.person.id.bytes},
      .sees = [actor, now](std::string_view resource) { return access::visible(actor, resource, now); },
      .csrf = known_caller.csrf,
      .language = language_of(request, known_caller),
      .headers = std::move(headers),
      .may =
          [this, actor, now](std::string_view resource, Verb verb, const access::ScopeId& scope) {
            const auto place = accounts_.place_of(scope);
            return place && access::may(actor, verb, resource, *place, now);
          },
      .holds = [this, known_caller] { return accounts_.still_holds(known_caller); },
      .account = known_caller,
  };
}

Doors Sessions::doors() {
  return [this](const Request& request) { return caller(request); };
}

std::vector<Part> Sessions::parts() {
  const std::string path = "/api/session";
  return {
      {.path = path,
       .method = "POST",
       .open = Open::to_everybody,
       .answer = [this](const Request& request, const Caller*) { return sign_in(request); },
       .description = {.summary = "Signs in: account and password (and code), a link, or an invitation and a password",
                       .body = &credentials_shape,
                       .answers = {{.shape = &me_shape}},
                       .refusals = {401, 403}}},
      {.path = path,
       .method = "GET",
       .answer = [this](const Request&, const Caller* caller) -> Result<Response> {
         MANARA_TRY(body, me(caller->account));
         return json_response(200, std::move(body));
       },
       .description = {.summary = "Who asks, and what they may", .answers = {{.shape = &me_shape}}}},
      {.path = path,
       .method = "DELETE",
       .answer = [this](const Request& request, const Caller* caller) -> Result<Response> {
         MANARA_CHECK(accounts_.sign_out(caller->account));
         return Response{.status = 204, .headers = {set_cookie(request, "session", "", 0)}};
       },
       .description = {.summary = "Signs out", .answers = {{204}}}}};
}

/// By what they come: the access log says it, never with which.
Result<accounts::SignedIn> Sessions::let_in(const Request& request, Given& given, access_log::Event& event) {
  const Arrival arrival(request);
  const auto origin = arrival.origin();
  const auto link = given.optional_text("link");
  const auto invitation = given.optional_text("invitation");
  const auto code = given.optional_text("code");
  const auto password = given.optional_text("password");
  const auto account = given.optional_text("account");
  if (!given.good()) return fail(Code{"request_malformed"});
  event.resource = !link.empty() ? "link" : !invitation.empty() ? "invitation" : "password";
  if (!link.empty()) return accounts_.sign_in_by_link(link, code, origin);
  if (!invitation.empty()) return accounts_.accept_invitation(invitation, password, code, origin);
  // Whose account it was, asked for either way: how long it takes tells nobody who has one.
  const auto tried = accounts_.person_at_keyboard(to_lower(trim(account)));
  if (tried) event.person = *tried;
  return accounts_.sign_in({.account = account, .password = password, .code = code}, origin);
}

Result<Response> Sessions::sign_in(const Request& request) {
  MANARA_TRY(given, Given::read(request, credentials_shape));
  access_log::Event event{.kind = access_log::Kind::sign_in};
  const auto signed_in = let_in(request, given, event);
  if (!given.good()) return given.refusal(language_of(request));
  if (!signed_in) {
    event.result = signed_in.error().code.name();
    auto response = problem(signed_in.error(), language_of(request));
    response.told.push_back(std::move(event));
    return response;
  }
  event.person = signed_in->caller.person.id;
  MANARA_TRY(response, welcome(request, *signed_in));
  response.told.push_back(std::move(event));
  return response;
}

Result<Response> Sessions::welcome(const Request& request, const accounts::SignedIn& signed_in) {
  MANARA_TRY(body, me(signed_in.caller));
  auto response = json_response(200, std::move(body));
  add_secrets(response, request, signed_in);
  return response;
}

Result<std::string> Sessions::names_of(const access::ScopeId& scope) {
  if (scope == node_.nation) return node_.names;
  MANARA_TRY(reader, readers_.lend({{scope}}));
  std::string names = "{}";
  const auto read = reader->query("organisation", {store::blob(scope)}, [&](const store::Row& row) {
    json::Document document;
    const auto body = row.text(2);
    const auto root = document.parse(body);
    if (!root) return false;
    names = names_json((*root)["names"]);
    return false;
  });
  MANARA_CHECK(read);
  return names;
}

Result<std::vector<access::Grant>> Sessions::shown_grants(const access::Actor& actor) {
  if (!actor.limit) return actor.grants;
  const auto& limit = actor.limit->place;
  std::vector<access::Grant> shown;
  for (auto grant : actor.grants) {
    MANARA_TRY(place, accounts_.place_of(grant.scope));
    // One that reaches further is shown as far as the token does; one that lies elsewhere is not the token's.
    const bool wider = lies_in(limit, grant.scope);
    if (!wider && !lies_in(place, limit.scope)) continue;
    if (wider) grant.scope = limit.scope;
    if (std::ranges::find(shown, grant) == shown.end()) shown.push_back(grant);
  }
  return shown;
}

Result<std::string> Sessions::me(const accounts::Caller& caller) {
  json::Writer out;
  out.begin_object().key("person").begin_object();
  out.member("id", to_string(caller.person.id)).member("name", caller.person.name);
  out.member("language", caller.person.language);
  out.member("digits", accounts::name_of(caller.person.digits)).end_object();
  out.member("csrf", caller.csrf).key("roles").begin_array();
  MANARA_TRY(grants, shown_grants(caller.actor));
  for (const auto& grant : grants) {
    MANARA_TRY(names, names_of(grant.scope));
    out.begin_object().member("role", access::name_of(grant.role)).key("scope").begin_object();
    out.member("id", to_string(grant.scope)).key("names").raw(names).end_object().key("until");
    if (grant.until_ms) {
      out.value(*grant.until_ms);
    } else {
      out.null();
    }
    out.end_object();
  }
  out.end_array().key("can").begin_object();
  for (const auto& ability : access::abilities(caller.actor, clock_.now_ms())) {
    out.key(ability.resource).begin_array();
    for (const auto verb : ability.verbs)
      out.value(access::name_of(verb));
    out.end_array();
  }
  out.end_object().key("node").begin_object().member("origin", node_.origin).key("names").raw(node_.names);
  out.member("sample", node_.sample).key("sectors").begin_array();
  for (const auto& sector : node_.sectors)
    out.value(sector);
  out.end_array().end_object().end_object();
  return out.take();
}

}  // namespace manara::api
