#include "api/own_part.h"

#include "api/cookies.h"
#include "api/given.h"
#include "api/proof.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using accounts::Accounts;
using accounts::PersonId;
using accounts::SessionId;
using accounts::TokenId;

constexpr std::string_view session_prefix = "/api/sessions/";
constexpr std::string_view token_prefix = "/api/tokens/";
constexpr std::string_view uses[] = {"read_only", "read_and_write"};

constexpr Member session_members[] = {Member::id("id"),       Member::number("made"),
                                      Member::number("seen"), Member::text("address"),
                                      Member::text("agent"),  Member::id("opened_by").or_null(),
                                      Member::flag("current")};
constexpr Shape session_shape{"one_session", session_members};
constexpr Member sessions_members[] = {Member::object("items", session_shape).several()};
constexpr Shape sessions_shape{.members = sessions_members};
constexpr Member token_members[] = {Member::id("id"),
                                    Member::text("name"),
                                    Member::id("scope"),
                                    Member::choice("use", uses),
                                    Member::number("made"),
                                    Member::number("until"),
                                    Member::number("used").or_null()};
constexpr Shape token_shape{"token", token_members};
constexpr Member tokens_members[] = {Member::object("items", token_shape).several()};
constexpr Shape tokens_shape{.members = tokens_members};
constexpr Member wish_members[] = {Member::text("name"),    Member::id("scope"), Member::choice("use", uses),
                                   Member::number("until"), proof_password,      proof_code};
constexpr Shape wish_shape{"token_wish", wish_members};
constexpr Member made_members[] = {Member::id("id"), Member::text("token"), Member::number("until")};
constexpr Shape made_shape{"made_token", made_members};

/// Whose: somebody else's where the request says so, else empty, one's own. Error: access_denied (of a token's own).
Result<PersonId> whose(const Request& request, const Caller& caller) {
  MANARA_TRY(person, id_in<PersonId>(request, "person"));
  if (person.empty() && caller.account.session.empty()) return fail(Code{"access_denied"});
  return person;
}

const PersonId& named(const PersonId& person, const Caller& caller) {
  return person.empty() ? caller.account.person.id : person;
}

/// Of somebody else: told to whoever looks after them.
Result<Response> told_about(Accounts& accounts, json::Writer& out, std::string_view resource, const PersonId& person,
                            const Caller& caller) {
  auto response = json_response(200, out.take());
  if (person.empty()) return response;
  MANARA_TRY(about, accounts.person(caller.account.actor, person));
  response.told.push_back(told_of(resource, {about.home}, person.bytes));
  return response;
}

Result<Response> sessions(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(person, whose(request, caller));
  MANARA_TRY(all,
             person.empty() ? accounts.sessions(caller.account) : accounts.sessions_of(caller.account.actor, person));
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const auto& session : all) {
    out.begin_object().member("id", to_string(session.id)).member("made", session.made_ms);
    out.member("seen", session.seen_ms).member("address", session.address).member("agent", session.agent);
    out.member_or_null("opened_by", session.opened_by.empty() ? "" : to_string(session.opened_by));
    out.member("current", session.id == caller.account.session).end_object();
  }
  out.end_array().end_object();
  return told_about(accounts, out, "sessions", person, caller);
}

Result<Response> end_session(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(person, whose(request, caller));
  MANARA_TRY(id, id_behind<SessionId>(request, session_prefix));
  MANARA_CHECK(person.empty() ? accounts.end_session(caller.account, id)
                              : accounts.end_session_of(caller.account.actor, person, id));
  Response response{.status = 204, .told = {credential("session_ended", named(person, caller))}};
  if (id == caller.account.session) response.headers.push_back(set_cookie(request, "session", "", 0));
  return response;
}

Result<Response> end_sessions(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(person, whose(request, caller));
  MANARA_CHECK(person.empty() ? accounts.end_other_sessions(caller.account)
                              : accounts.end_everything(caller.account.actor, person));
  return Response{.status = 204, .told = {credential("sessions_ended", named(person, caller))}};
}

Result<Response> tokens(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(person, whose(request, caller));
  MANARA_TRY(all, person.empty() ? accounts.tokens(caller.account) : accounts.tokens_of(caller.account.actor, person));
  json::Writer out;
  out.begin_object().key("items").begin_array();
  for (const auto& token : all) {
    out.begin_object().member("id", to_string(token.id)).member("name", token.name);
    out.member("scope", to_string(token.scope));
    out.member("use", uses[token.use == access::Use::read_only ? 0 : 1]);
    out.member("made", token.made_ms).member("until", token.until_ms).key("used");
    if (token.used_ms == 0) {
      out.null();
    } else {
      out.value(token.used_ms);
    }
    out.end_object();
  }
  out.end_array().end_object();
  return told_about(accounts, out, "tokens", person, caller);
}

Result<Response> make_token(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(given, Given::read(request, wish_shape));
  const auto use = given.choice("use");
  const auto until = given.moment("until");
  if (!until) given.refuse("until", {Code{"field_missing"}, {}});
  const accounts::TokenWish wish{.name = given.text("name"),
                                 .scope = given.id<access::ScopeId>("scope"),
                                 .use = use == "read_and_write" ? access::Use::read_and_write : access::Use::read_only,
                                 .until_ms = until.value_or(0)};
  const auto proof = proof_in(given);
  if (!given.good()) return given.refusal(caller.language);
  const Arrival arrival(request);
  const auto made = accounts.make_token(caller.account, proof, wish, arrival.origin());
  if (!made) return std::unexpected(as_proof(made.error()));
  json::Writer out;
  out.begin_object().member("id", to_string(made->id)).member("token", made->secret);
  out.member("until", made->until_ms).end_object();
  auto response = json_response(201, out.take());
  response.told.push_back(credential("token_made", caller.account.person.id));
  return response;
}

Result<Response> revoke_token(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(person, whose(request, caller));
  MANARA_TRY(id, id_behind<TokenId>(request, token_prefix));
  MANARA_CHECK(person.empty() ? accounts.revoke_token(caller.account, id)
                              : accounts.revoke_token_of(caller.account.actor, person, id));
  return Response{.status = 204, .told = {credential("token_revoked", named(person, caller))}};
}

}  // namespace

std::vector<Part> own_parts(Accounts& accounts) {
  const auto part = [&accounts](std::string_view path, const char* method, auto answer,
                                const Description& description) {
    return Part{.path = std::string(path),
                .method = method,
                .open = Open::to_sessions,
                .answer = [&accounts, answer](const Request& request,
                                              const Caller* caller) { return answer(accounts, request, *caller); },
                .description = description};
  };
  const std::vector<Member> whose{Member::id("person").optional()};
  return {part("/api/sessions", "GET", sessions,
               {.summary = "One's sessions, or those of ?person",
                .parameters = whose,
                .answers = {{.shape = &sessions_shape}},
                .refusals = {404}}),
          part("/api/sessions", "DELETE", end_sessions,
               {.summary = "Ends all other sessions; of ?person all, with tokens and links",
                .parameters = whose,
                .answers = {{204}},
                .refusals = {404}}),
          part("/api/sessions/{id}", "DELETE", end_session,
               {.summary = "Ends a session", .parameters = whose, .answers = {{204}}}),
          part("/api/tokens", "GET", tokens,
               {.summary = "One's tokens, or those of ?person, without their secrets",
                .parameters = whose,
                .answers = {{.shape = &tokens_shape}},
                .refusals = {404}}),
          part("/api/tokens", "POST", make_token,
               {.summary = "Makes a token, shown once",
                .body = &wish_shape,
                .answers = {{201, &made_shape}},
                .refusals = {409}}),
          part("/api/tokens/{id}", "DELETE", revoke_token,
               {.summary = "Revokes a token", .parameters = whose, .answers = {{204}}})};
}

}  // namespace manara::api
