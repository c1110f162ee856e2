#include "api/profile_part.h"

#include "api/cookies.h"
#include "api/given.h"
#include "api/proof.h"
#include "json/writer.h"
#include "sheet/qr.h"
#include "text/catalogue.h"

namespace manara::api {
namespace {

using accounts::Accounts;

constexpr std::string_view digits[] = {"latin", "native"};

constexpr Member profile_members[] = {Member::id("id"),
                                      Member::number("revision"),
                                      Member::id("scope"),
                                      Member::text("account"),
                                      Member::text("name"),
                                      Member::choice("language", resource::name_languages),
                                      Member::choice("digits", digits),
                                      Member::flag("second_factor"),
                                      Member::number("recovery_codes_left")};
constexpr Shape profile_shape{"profile", profile_members};
constexpr Member wish_members[] = {Member::text("name"), Member::choice("language", resource::name_languages),
                                   Member::choice("digits", digits)};
constexpr Shape wish_shape{"profile_wish", wish_members};
constexpr Member proof_members[] = {proof_password, proof_code};
constexpr Shape proof_shape{"proof", proof_members};
constexpr Member password_members[] = {proof_password, proof_code, Member::text("next")};
constexpr Shape password_shape{"password_change", password_members};
constexpr Member offer_members[] = {Member::text("secret"), Member::text("uri"), Member::text("qr_svg").optional()};
constexpr Shape offer_shape{"factor_offer", offer_members};
constexpr Member code_members[] = {Member::text("code")};
constexpr Shape code_shape{"factor_code", code_members};
constexpr Member confirmed_members[] = {Member::text("recovery_codes").several(), Member::text("csrf")};
constexpr Shape confirmed_shape{"factor_confirmed", confirmed_members};
constexpr Member codes_members[] = {Member::text("recovery_codes").several()};
constexpr Shape codes_shape{"recovery_codes", codes_members};

void write_codes(json::Writer& out, const accounts::RecoveryCodes& codes) {
  out.key("recovery_codes").begin_array();
  for (const auto& code : codes)
    out.value(code);
  out.end_array();
}

Result<Response> answer_of(Accounts& accounts, const accounts::Caller& caller) {
  const auto& person = caller.person;
  MANARA_TRY(factor, accounts.has_second_factor(caller));
  MANARA_TRY(left, accounts.recovery_codes_left(caller));
  json::Writer out;
  out.begin_object().member("id", to_string(person.id)).member("revision", person.revision);
  out.member("scope", to_string(person.home)).member("account", person.account).member("name", person.name);
  out.member("language", person.language).member("digits", accounts::name_of(person.digits));
  out.member("second_factor", factor).member("recovery_codes_left", left).end_object();
  auto response = json_response(200, out.take());
  response.headers.push_back({"ETag", "\"" + std::to_string(person.revision) + "\""});
  return response;
}

Result<Response> save(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(revision, revision_in(request));
  MANARA_TRY(draft, draft_in(request));
  MANARA_TRY(given, Given::read(request, wish_shape));
  const auto native = given.choice("digits") == "native";
  const accounts::ProfileWish wish{.name = given.text("name"),
                                   .language = given.text("language"),
                                   .digits = native ? accounts::Digits::native : accounts::Digits::latin,
                                   .expected_revision = revision};
  if (!given.good()) return given.refusal(caller.language);
  MANARA_CHECK(accounts.save_profile(caller.account, draft, wish));
  auto now = caller.account;
  MANARA_TRY(person, accounts.own_person(caller.account));
  now.person = person;
  return answer_of(accounts, now);
}

Result<Response> change_password(Accounts& accounts, Sessions& sessions, const Request& request, const Caller& caller) {
  MANARA_TRY(given, Given::read(request, password_shape));
  const auto proof = proof_in(given);
  const auto next = given.text("next");
  if (!given.good()) return given.refusal(caller.language);
  const Arrival arrival(request);
  const auto changed = accounts.change_password(caller.account, proof, next, arrival.origin());
  if (!changed) return std::unexpected(as_proof(changed.error()));
  MANARA_TRY(response, sessions.welcome(request, *changed));
  response.told.push_back(credential("password_changed", caller.account.person.id));
  return response;
}

Result<Response> offer_totp(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(given, Given::read(request, proof_shape));
  const auto proof = proof_in(given);
  if (!given.good()) return given.refusal(caller.language);
  const Arrival arrival(request);
  const auto offer = accounts.offer_totp(caller.account, proof, arrival.origin());
  if (!offer) return std::unexpected(as_proof(offer.error()));
  json::Writer out;
  out.begin_object().member("secret", offer->seed).member("uri", offer->uri);
  // Without a picture there is the key to type.
  if (const auto code = sheet::qr_code(offer->uri)) {
    const auto title = text::sentence(caller.language, Message{Code{"qr_second_factor"}, {}});
    out.member("qr_svg", sheet::as_svg(*code, title));
  }
  out.end_object();
  return json_response(200, out.take());
}

Result<Response> confirm_totp(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(given, Given::read(request, code_shape));
  const auto code = given.text("code");
  if (!given.good()) return given.refusal(caller.language);
  const Arrival arrival(request);
  MANARA_TRY(confirmed, accounts.confirm_totp(caller.account, code, arrival.origin()));
  json::Writer out;
  out.begin_object();
  write_codes(out, confirmed.codes);
  out.member("csrf", confirmed.signed_in.caller.csrf).end_object();
  auto response = json_response(200, out.take());
  add_secrets(response, request, confirmed.signed_in);
  response.told.push_back(credential("second_factor_made", caller.account.person.id));
  return response;
}

Result<Response> drop_totp(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(given, Given::read(request, proof_shape));
  const auto proof = proof_in(given);
  if (!given.good()) return given.refusal(caller.language);
  const Arrival arrival(request);
  const auto dropped = accounts.drop_totp(caller.account, proof, arrival.origin());
  if (!dropped) return std::unexpected(as_proof(dropped.error()));
  return Response{.status = 204, .told = {credential("second_factor_dropped", caller.account.person.id)}};
}

Result<Response> renew_codes(Accounts& accounts, const Request& request, const Caller& caller) {
  MANARA_TRY(given, Given::read(request, proof_shape));
  const auto proof = proof_in(given);
  if (!given.good()) return given.refusal(caller.language);
  const Arrival arrival(request);
  const auto codes = accounts.renew_recovery_codes(caller.account, proof, arrival.origin());
  if (!codes) return std::unexpected(as_proof(codes.error()));
  json::Writer out;
  out.begin_object();
  write_codes(out, *codes);
  auto response = json_response(200, out.end_object().take());
  response.told.push_back(credential("recovery_codes_made", caller.account.person.id));
  return response;
}

}  // namespace

std::vector<Part> profile_parts(Accounts& accounts, Sessions& sessions) {
  const auto part = [&accounts](std::string_view path, const char* method, auto answer,
                                const Description& description) {
    return Part{.path = std::string(path),
                .method = method,
                .open = std::string_view(method) == "GET" ? Open::to_callers : Open::to_sessions,
                .answer = [&accounts, answer](const Request& request, const Caller* caller) -> Result<Response> {
                  if (caller->account.session.empty()) return fail(Code{"access_denied"});
                  return answer(accounts, request, *caller);
                },
                .description = description};
  };
  const auto read = [](Accounts& of, const Request&, const Caller& caller) { return answer_of(of, caller.account); };
  const auto password = [&sessions](Accounts& of, const Request& request, const Caller& caller) {
    return change_password(of, sessions, request, caller);
  };
  const std::string factor = "/api/profile/second-factor";
  return {part("/api/profile", "GET", read,
               {.summary = "What one may change of oneself", .answers = {{.shape = &profile_shape}}}),
          part("/api/profile", "PUT", save,
               {.summary = "Changes name, language and digits",
                .key = true,
                .revision = true,
                .body = &wish_shape,
                .answers = {{.shape = &profile_shape}}}),
          part("/api/profile/password", "POST", password,
               {.summary = "Changes the password and ends all other sessions",
                .body = &password_shape,
                .answers = {{.shape = &me_shape}}}),
          part(factor, "POST", offer_totp,
               {.summary = "Begins a second factor: a seed for an app",
                .body = &proof_shape,
                .answers = {{.shape = &offer_shape}},
                .refusals = {409}}),
          part(factor, "DELETE", drop_totp,
               {.summary = "Ends the second factor", .body = &proof_shape, .answers = {{204}}, .refusals = {409}}),
          part(factor + "/confirm", "POST", confirm_totp,
               {.summary = "The second factor counts from now on",
                .body = &code_shape,
                .answers = {{.shape = &confirmed_shape}},
                .refusals = {409}}),
          part("/api/profile/recovery-codes", "POST", renew_codes,
               {.summary = "New recovery codes; the old ones are void",
                .body = &proof_shape,
                .answers = {{.shape = &codes_shape}},
                .refusals = {409}})};
}

}  // namespace manara::api
