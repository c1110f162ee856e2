#include "api/sessions.h"

#include "base/strings.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::api {
namespace {

constexpr std::int64_t device_seconds = 365LL * 24 * 60 * 60;

std::string cookie_name(std::string_view name, const Request& request) {
  return (request.secure ? "__Host-manara-" : "manara-") + std::string(name);
}

/// The value of a cookie; "" where it did not come along.
std::string cookie(const Request& request, std::string_view name) {
  const auto wanted = cookie_name(name, request);
  for (const auto pair : split(request.header("cookie"), ';')) {
    const auto halves = cut(trim(pair), '=');
    if (halves && halves->head == wanted) return std::string(halves->tail);
  }
  return {};
}

/// `seconds`: until when it is kept; -1: as long as the browser runs; 0: it ends now.
Header set_cookie(const Request& request, std::string_view name, std::string_view value, std::int64_t seconds) {
  auto text = cookie_name(name, request) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Strict";
  if (request.secure) text += "; Secure";
  if (seconds >= 0) text += "; Max-Age=" + std::to_string(seconds);
  return {"Set-Cookie", std::move(text)};
}

void add_secrets(Response& response, const Request& request, const accounts::SignedIn& signed_in) {
  response.headers.push_back(set_cookie(request, "session", signed_in.session, -1));
  if (!signed_in.device.empty())
    response.headers.push_back(set_cookie(request, "device", signed_in.device, device_seconds));
}

text::Language language_of_person(const accounts::Caller& caller) {
  return text::parse_language(caller.person.language).value_or(text::Language::en);
}

}  // namespace

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
      .language = language_of_person(known_caller),
      .headers = std::move(headers),
      .may =
          [this, actor, now](std::string_view resource, Verb verb, const access::ScopeId& scope) {
            const auto place = accounts_.place_of(scope);
            return place && access::may(actor, verb, resource, *place, now);
          },
  };
}

Doors Sessions::doors() {
  return [this](const Request& request) { return caller(request); };
}

std::vector<Part> Sessions::parts() {
  const auto part = [](const char* method, const char* summary, auto answer) {
    return Part{.path = "/api/session",
                .method = method,
                .open = Open::to_everybody,
                .answer = [answer](const Request& request, const Caller*) { return answer(request); },
                .summary = summary};
  };
  return {part("POST", "Signs in: account and password (and code), or a link",
               [this](const Request& request) { return sign_in(request); }),
          part("GET", "Who asks, and what they may", [this](const Request& request) { return who(request); }),
          part("DELETE", "Signs out", [this](const Request& request) { return sign_out(request); })};
}

Result<Response> Sessions::sign_in(const Request& request) {
  if (!request.header("content-type").starts_with("application/json")) return fail(Code{"request_media_type"});
  json::Document document;
  const auto root = document.parse(request.body, {.document_bytes = 64 << 10, .depth = 8});
  if (!root || !root->is_object()) return fail(Code{"request_malformed"});
  const auto device = cookie(request, "device");
  const auto session = cookie(request, "session");
  const accounts::Origin origin{
      .address = request.address, .device = device, .session = session, .agent = request.header("user-agent")};
  const auto link = (*root)["link"].string();
  const auto code = (*root)["code"].string();
  const auto signed_in =
      link.empty()
          ? accounts_.sign_in(
                {.account = (*root)["account"].string(), .password = (*root)["password"].string(), .code = code},
                origin)
          : accounts_.sign_in_by_link(link, code, origin);
  if (!signed_in) return std::unexpected(signed_in.error());
  MANARA_TRY(body, me(signed_in->caller));
  auto response = json_response(200, std::move(body));
  add_secrets(response, request, *signed_in);
  return response;
}

Result<Response> Sessions::who(const Request& request) {
  MANARA_TRY(caller, known(request));
  MANARA_TRY(body, me(caller));
  return json_response(200, std::move(body));
}

Result<Response> Sessions::sign_out(const Request& request) {
  MANARA_TRY(caller, known(request));
  if (!carries_csrf(request, caller.csrf)) return fail(Code{"request_csrf"});
  MANARA_CHECK(accounts_.sign_out(caller));
  return Response{.status = 204, .headers = {set_cookie(request, "session", "", 0)}};
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

Result<std::string> Sessions::me(const accounts::Caller& caller) {
  json::Writer out;
  out.begin_object().key("person").begin_object();
  out.member("id", to_string(caller.person.id)).member("name", caller.person.name);
  out.member("language", caller.person.language).end_object();
  out.member("csrf", caller.csrf).key("roles").begin_array();
  for (const auto& grant : caller.actor.grants) {
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
  out.member("sample", node_.sample).end_object().end_object();
  return out.take();
}

}  // namespace manara::api
