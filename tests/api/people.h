/// How tests of people ask the API, and read what it says.
#pragma once

#include "base/clock.h"
#include "node.h"

namespace manara::made {

inline constexpr std::string_view words = R"({"password":"four lamps on the pier")";

inline json::Value read(json::Document& document, const Response& response) {
  const auto root = document.parse(response.body);
  return root ? *root : json::Value();
}

inline std::size_t items(const Response& response) {
  json::Document document;
  return read(document, response)["items"].size();
}

inline std::string cookie_of(const Response& response) {
  for (const auto& header : response.headers) {
    if (header.name == "Set-Cookie" && header.value.starts_with("manara-session="))
      return header.value.substr(0, header.value.find(';'));
  }
  return {};
}

inline Response post_session(Node& node, std::string body, std::vector<api::Header> more = {}) {
  Request request{.method = "POST", .path = "/api/session"};
  request.headers = {{"content-type", "application/json"}};
  request.headers.insert(request.headers.end(), more.begin(), more.end());
  request.body = std::move(body);
  request.address = "192.0.2.77";
  return node.handle(request);
}

inline Response with_token(Node& node, std::string method, std::string path, const std::string& token,
                           std::string body = {}) {
  Request request{.method = std::move(method), .path = std::move(path)};
  request.headers = {{"authorization", "Bearer " + token},
                     {"content-type", "application/json"},
                     {"idempotency-key", to_string(node.draft())}};
  request.body = std::move(body);
  return node.handle(request);
}

inline access::ScopeId scope_of(const ledger::SubjectId& organisation) {
  return access::ScopeId{organisation.bytes};
}

inline std::string person_body(std::string_view account, const access::ScopeId& scope) {
  return fmt::format(R"({{"scope":"{}","account":"{}","name":"Somebody","language":"fr"}})", to_string(scope), account);
}

/// The founder, by password: who came by a link makes no tokens.
inline void come_by_password(Node& node) {
  const auto in = post_session(node, fmt::format(R"({{"account":"founder","password":"{}"}})", password));
  REQUIRE(in.status == 200);
  node.come_with(cookie_of(in), member(in, "csrf"));
}

/// Somebody else in this scope, with one session and one token.
struct Other {
  accounts::PersonId id{};
  std::string session{}, token{}, link{}, grant{};
};

inline Other other_in(Node& node, const access::ScopeId& scope, const std::string& account) {
  const auto boss = node.people().actor_of(node.founder()).value();
  Other other;
  other.id = node.people()
                 .save_person(boss, node.draft(), {.home = scope, .account = account, .name = "O", .language = "en"})
                 .value();
  other.grant =
      to_string(node.people()
                    .give_grant(boss, node.draft(), {.person = other.id, .grant = {access::Role::trainer, scope, {}}})
                    .value());
  const auto invitation = node.people().make_link(boss, other.id, accounts::LinkPurpose::invitation).value();
  const auto first = node.people().accept_invitation(invitation.secret, password, "", {}).value();
  const accounts::Origin origin{.address = "198.51.100.4", .session = first.session};
  const auto in = node.people().sign_in({.account = account, .password = password}, origin).value();
  other.session = to_string(in.caller.session);
  const accounts::TokenWish wish{.name = "script", .scope = scope, .until_ms = SystemClock().now_ms() + 3'600'000};
  other.token = to_string(node.people().make_token(in.caller, {password, ""}, wish, origin).value().id);
  other.link = to_string(node.people().make_link(boss, other.id, accounts::LinkPurpose::sign_in).value().id);
  return other;
}

}  // namespace manara::made
