// What is one's own over the API: sessions, tokens, links that one comes in by, profile, second factor.
#include <chrono>
#include <doctest/doctest.h>
#include <thread>

#include "access/one_time_code.h"
#include "people.h"

using namespace manara;
using namespace manara::made;

namespace {

/// As an app reads the seed (RFC 4648, section 6).
std::string from_base32(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::size_t bits = 0, held = 0;
  for (const char c : text) {
    held = (held << 5) | (alphabet.find(c) & 31);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<char>((held >> bits) & 0xff));
  }
  return bytes;
}

}  // namespace

TEST_CASE("one's sessions are listed and ended, one or all others") {
  Node node;
  node.become(access::Role::analyst, scope_of(node.own));
  const auto account = member(node.ask("GET", "/api/profile"), "account");
  std::vector<accounts::SignedIn> more;
  for (int i = 0; i < 3; ++i) {
    const auto link = node.people().link_at_keyboard(account).value();
    more.push_back(node.people()
                       .sign_in_by_link(link.secret, "", {.address = "198.51.100.9", .agent = "A\r\nSet-Cookie: x=1"})
                       .value());
  }
  const auto list = node.ask("GET", "/api/sessions");
  CHECK(items(list) == 4);
  CHECK(list.body.find("A??Set-Cookie: x=1") != std::string::npos);
  CHECK(list.body.find(more[0].session) == std::string::npos);
  CHECK(node.ask("DELETE", "/api/sessions/" + to_string(more[0].caller.session)).status == 204);
  CHECK_FALSE(node.people().by_session(more[0].session));
  CHECK(node.ask("DELETE", "/api/sessions").status == 204);
  CHECK_FALSE(node.people().by_session(more[1].session));
  CHECK(items(node.ask("GET", "/api/sessions")) == 1);
}

TEST_CASE("sentences come in the language of the page, else in that of the profile") {
  Node node;
  node.become(access::Role::analyst, Node::nation);  // whose profile says English
  const auto said_in = [&](std::string language) {
    Request request{.method = "GET", .path = "/api/organisations/0"};
    request.headers = {{"cookie", node.cookie()}};
    if (!language.empty()) request.headers.push_back({"accept-language", std::move(language)});
    const auto response = node.serving().handle(request);
    for (const auto& header : response.headers) {
      if (header.name == "Content-Language") return header.value;
    }
    return std::string();
  };
  CHECK(said_in("") == "en");
  CHECK(said_in("ar") == "ar");
  CHECK(said_in("fr-FR,fr;q=0.9") == "en");
  CHECK(said_in("xx") == "en");
}

TEST_CASE("a token does what it was made for, and nothing that decides who comes in") {
  Node node;
  come_by_password(node);
  const auto until = SystemClock().now_ms() + 3'600'000;
  const auto wish = [&](std::string_view use, std::string_view proof = password) {
    return fmt::format(R"({{"name":"script","scope":"{}","use":"{}","until":{},"password":"{}"}})",
                       to_string(Node::nation), use, until, proof);
  };
  const auto guessed = node.ask("POST", "/api/tokens", wish("read_only", "a guess"));
  CHECK(guessed.status == 403);
  CHECK(member(guessed, "code") == "self_proof_wrong");
  const auto made = node.ask("POST", "/api/tokens", wish("read_and_write"));
  REQUIRE(made.status == 201);
  const auto token = member(made, "token");
  CHECK(token.starts_with("manara_token_"));
  const auto list = node.ask("GET", "/api/tokens");
  CHECK(items(list) == 1);
  CHECK(list.body.find(token) == std::string::npos);
  CHECK(with_token(node, "GET", "/api/people", token).status == 200);
  CHECK(with_token(node, "POST", "/api/people", token, person_body("by-token", Node::nation)).status == 201);
  for (const auto& [method, path] : {std::pair{"GET", "/api/tokens"}, std::pair{"POST", "/api/tokens"},
                                     std::pair{"GET", "/api/sessions"}, std::pair{"DELETE", "/api/sessions"},
                                     std::pair{"GET", "/api/profile"}, std::pair{"POST", "/api/profile/password"},
                                     std::pair{"POST", "/api/invitations"}, std::pair{"POST", "/api/sign-in-links"}})
    CHECK_MESSAGE(with_token(node, method, path, token, wish("read_only")).status == 403, method << " " << path);
  // Nor by naming somebody, oneself included.
  const auto me = to_string(node.founder());
  const auto another = to_string(node.people().person_at_keyboard("by-token").value());
  for (const auto& [method, path] :
       {std::pair{"POST", std::string("/api/grants")}, std::pair{"PUT", "/api/people/" + another},
        std::pair{"DELETE", "/api/people/" + another}, std::pair{"DELETE", "/api/people/" + me + "/second-factor"},
        std::pair{"DELETE", "/api/grants/" + another}})
    CHECK_MESSAGE(member(with_token(node, method, path, token, "{}"), "code") == "access_session_only",
                  method << " " << path);
  for (const auto& [method, path] :
       {std::pair{"GET", "/api/sessions"}, std::pair{"DELETE", "/api/sessions"}, std::pair{"GET", "/api/tokens"},
        std::pair{"DELETE", "/api/tokens/00000000000000000000000000000000"}, std::pair{"GET", "/api/invitations"}}) {
    Request request{.method = method, .path = path, .query = {{"person", me}}};
    request.headers = {{"authorization", "Bearer " + token}};
    CHECK_MESSAGE(node.serving().handle(request).status == 403, method << " " << path);
  }
  const auto reader = member(node.ask("POST", "/api/tokens", wish("read_only")), "token");
  CHECK(with_token(node, "GET", "/api/people", reader).status == 200);
  CHECK(with_token(node, "POST", "/api/people", reader, person_body("by-reader", Node::nation)).status == 403);
  CHECK(node.ask("DELETE", "/api/tokens/" + member(made, "id")).status == 204);
  CHECK(with_token(node, "GET", "/api/people", token).status == 401);
  CHECK(node.ask("POST", "/api/tokens",
                 R"({"name":"x","scope":")" + to_string(Node::nation) +
                     R"(","use":"read_only","until":99999999999999,"password":"x"})")
            .status == 422);
  node.become(access::Role::administrator, Node::nation);  // by a link
  CHECK(member(node.ask("POST", "/api/tokens", wish("read_only")), "code") == "token_by_link");
}

TEST_CASE("a token is told what it reaches of its owner's roles, and nobody a role that is over") {
  Node node;
  const auto boss = node.people().actor_of(node.founder()).value();
  const auto clerk = other_in(node, Node::nation, "clerk");
  const auto soon = SystemClock().now_ms() + 200;
  REQUIRE(node.people().give_grant(boss, node.draft(),
                                   {.person = clerk.id, .grant = {access::Role::auditor, scope_of(node.own), soon}}));
  REQUIRE(node.people().give_grant(boss, node.draft(),
                                   {.person = clerk.id, .grant = {access::Role::analyst, scope_of(node.foreign), {}}}));
  const auto in = node.people().sign_in({.account = "clerk", .password = password}, {}).value();
  const accounts::TokenWish wish{.name = "t", .scope = scope_of(node.own), .until_ms = SystemClock().now_ms() + 60'000};
  const auto token = node.people().make_token(in.caller, {password, ""}, wish, {}).value().secret;
  const auto said = [&] { return with_token(node, "GET", "/api/session", token).body; };
  CHECK(said().find("trainer") != std::string::npos);
  CHECK(said().find(to_string(scope_of(node.own))) != std::string::npos);
  CHECK(said().find(to_string(scope_of(node.foreign))) == std::string::npos);
  CHECK(said().find("analyst") == std::string::npos);
  while (SystemClock().now_ms() <= soon)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(said().find("auditor") == std::string::npos);
}

TEST_CASE("an invitation sets a password, once; a sign-in link opens a session, once") {
  Node node;
  node.become(access::Role::administrator, scope_of(node.own));
  const auto person = member(node.ask("POST", "/api/people", person_body("guest", scope_of(node.own))), "id");
  const auto wish = fmt::format(R"({{"person":"{}"}})", person);
  const auto invitation = member(node.ask("POST", "/api/invitations", wish), "link");
  REQUIRE(invitation.starts_with("/invitation/"));
  const auto secret = invitation.substr(12);
  const auto accept = [&](std::string_view password) {
    return post_session(node, fmt::format(R"({{"invitation":"{}","password":"{}"}})", secret, password));
  };
  CHECK(accept("short").status == 422);
  const auto in = accept("nine boats wait for rain");
  REQUIRE(in.status == 200);
  CHECK_FALSE(cookie_of(in).empty());
  CHECK(accept("nine boats wait for rain").status == 401);
  CHECK(post_session(node, R"({"account":"guest","password":"nine boats wait for rain"})").status == 200);
  const auto link = member(node.ask("POST", "/api/sign-in-links", wish), "link");
  REQUIRE(link.starts_with("/sign-in/"));
  const auto by_link = fmt::format(R"({{"link":"{}"}})", link.substr(9));
  CHECK(post_session(node, by_link).status == 200);
  CHECK(post_session(node, by_link).status == 401);
  CHECK(node.ask("GET", "/api/invitations", "", {{"person", person}}).body.find(link.substr(9)) == std::string::npos);
}

TEST_CASE("everybody changes their own name, language, digits and password") {
  Node node;
  node.become(access::Role::trainer, scope_of(node.own));
  const auto account = member(node.ask("GET", "/api/profile"), "account");
  node.take_revision("/api/profile");
  const auto body = R"({"name":"سلمى","language":"ar","digits":"native"})";
  const auto saved = node.ask("PUT", "/api/profile", body);
  CHECK(saved.status == 200);
  CHECK(member(saved, "digits") == "native");
  CHECK(node.ask("PUT", "/api/profile", body).status == 412);
  CHECK(node.ask("GET", "/api/session").body.find(R"("digits":"native")") != std::string::npos);
  // No password yet: they came by a link.
  CHECK(
      node.ask("POST", "/api/profile/password", std::string(words) + R"(,"next":"nine boats wait for rain"})").status ==
      403);
  const auto boss = node.people().actor_of(node.founder()).value();
  const auto invitation = node.people().make_link(boss, node.person, accounts::LinkPurpose::invitation).value();
  const auto in =
      post_session(node, fmt::format(R"({{"invitation":"{}","password":"{}"}})", invitation.secret, made::password));
  node.come_with(cookie_of(in), member(in, "csrf"));
  CHECK(node.ask("POST", "/api/profile/password", R"({"password":"wrong","next":"nine boats wait for rain"})").status ==
        403);
  CHECK(node.ask("POST", "/api/profile/password", std::string(words) + R"(,"next":"short"})").status == 422);
  const auto changed =
      node.ask("POST", "/api/profile/password", std::string(words) + R"(,"next":"nine boats wait for rain"})");
  REQUIRE(changed.status == 200);
  CHECK(node.ask("GET", "/api/session").status == 401);  // another session now
  node.come_with(cookie_of(changed), member(changed, "csrf"));
  CHECK(node.ask("GET", "/api/session").status == 200);
  CHECK(post_session(node, fmt::format(R"({{"account":"{}","password":"{}"}})", account, made::password)).status ==
        401);
}

TEST_CASE("a second factor begins with proof and a code of the app, and ends with proof") {
  Node node;
  node.become(access::Role::analyst, scope_of(node.own));
  const auto boss = node.people().actor_of(node.founder()).value();
  const auto invitation = node.people().make_link(boss, node.person, accounts::LinkPurpose::invitation).value();
  const auto in =
      post_session(node, fmt::format(R"({{"invitation":"{}","password":"{}"}})", invitation.secret, made::password));
  node.come_with(cookie_of(in), member(in, "csrf"));
  CHECK(node.ask("POST", "/api/profile/second-factor", R"({"password":"wrong"})").status == 403);
  const auto offer = node.ask("POST", "/api/profile/second-factor", std::string(words) + "}");
  CHECK(member(offer, "qr_svg").starts_with("<svg "));
  REQUIRE(offer.status == 200);
  CHECK(member(offer, "uri").starts_with("otpauth://totp/"));
  CHECK(node.ask("POST", "/api/profile/second-factor/confirm", R"({"code":"000"})").status == 422);
  const auto seed = from_base32(member(offer, "secret"));
  REQUIRE(access::base32(seed) == member(offer, "secret"));
  const auto code = access::totp_code(seed, access::totp_step(SystemClock().now_ms()));
  const auto confirmed =
      node.ask("POST", "/api/profile/second-factor/confirm", fmt::format(R"({{"code":"{}"}})", code));
  REQUIRE(confirmed.status == 200);
  node.come_with(cookie_of(confirmed), member(confirmed, "csrf"));
  json::Document document;
  CHECK(read(document, confirmed)["recovery_codes"].size() == access::recovery_codes);
  CHECK(node.ask("GET", "/api/profile").body.find(R"("second_factor":true)") != std::string::npos);
  const auto first = std::string((*read(document, confirmed)["recovery_codes"].elements().begin()).string());
  const auto needed = node.ask("DELETE", "/api/profile/second-factor", std::string(words) + "}");
  CHECK(needed.status == 403);
  CHECK(member(needed, "code") == "self_proof_code_needed");
  CHECK(
      node.ask("DELETE", "/api/profile/second-factor", std::string(words) + R"(,"code":")" + first + R"("})").status ==
      204);
}
