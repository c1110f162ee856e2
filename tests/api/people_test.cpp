// People, roles, sessions, tokens and the access log over the API: each role does what access.txt says, nobody becomes
// more than they are, and what is kept of it holds no secret.
#include <algorithm>
#include <doctest/doctest.h>

#include "access/made_expectation.h"
#include "access/one_time_code.h"
#include "node.h"

using namespace manara;
using made::Node;
using made::Request;
using made::Response;

namespace {

constexpr std::string_view words = R"({"password":"four lamps on the pier")";

json::Value read(json::Document& document, const Response& response) {
  const auto root = document.parse(response.body);
  return root ? *root : json::Value();
}

std::string member(const Response& response, std::string_view name) {
  json::Document document;
  return read(document, response)[name].text();
}

std::size_t items(const Response& response) {
  json::Document document;
  return read(document, response)["items"].size();
}

std::string cookie_of(const Response& response) {
  for (const auto& header : response.headers) {
    if (header.name == "Set-Cookie" && header.value.starts_with("manara-session="))
      return header.value.substr(0, header.value.find(';'));
  }
  return {};
}

Response post_session(Node& node, std::string body, std::vector<api::Header> more = {}) {
  Request request{.method = "POST", .path = "/api/session"};
  request.headers = {{"content-type", "application/json"}};
  request.headers.insert(request.headers.end(), more.begin(), more.end());
  request.body = std::move(body);
  request.address = "192.0.2.77";
  return node.serving().handle(request);
}

Response with_token(Node& node, std::string method, std::string path, const std::string& token, std::string body = {}) {
  Request request{.method = std::move(method), .path = std::move(path)};
  request.headers = {{"authorization", "Bearer " + token},
                     {"content-type", "application/json"},
                     {"idempotency-key", to_string(node.draft())}};
  request.body = std::move(body);
  return node.serving().handle(request);
}

access::ScopeId scope_of(const ledger::SubjectId& organisation) {
  return access::ScopeId{organisation.bytes};
}

std::string person_body(std::string_view account, const access::ScopeId& scope) {
  return fmt::format(R"({{"scope":"{}","account":"{}","name":"Somebody","language":"fr"}})", to_string(scope), account);
}

/// Somebody else in this scope, with one session and one token.
struct Other {
  accounts::PersonId id{};
  std::string session{}, token{}, link{}, grant{};
};

Other other_in(Node& node, const access::ScopeId& scope, const std::string& account) {
  const auto boss = node.people().actor_of(node.founder()).value();
  Other other;
  other.id = node.people()
                 .save_person(boss, node.draft(), {.home = scope, .account = account, .name = "O", .language = "en"})
                 .value();
  other.grant =
      to_string(node.people()
                    .give_grant(boss, node.draft(), {.person = other.id, .grant = {access::Role::trainer, scope, {}}})
                    .value());
  const auto link = node.people().link_at_keyboard(account).value();
  const auto in = node.people().sign_in_by_link(link.secret, "", {.address = "198.51.100.4"}).value();
  other.session = to_string(in.caller.session);
  const accounts::TokenWish wish{.name = "script", .scope = scope, .until_ms = SystemClock().now_ms() + 3'600'000};
  other.token = to_string(node.people().make_token(in.caller, wish).value().id);
  other.link = to_string(node.people().make_link(boss, other.id, accounts::LinkPurpose::sign_in).value().id);
  return other;
}

/// "read create", "-": what is answered well. A read counts where it tells of the other.
class Verbs {
 public:
  void add(std::string_view verb, bool is) {
    if (is) said_ += (said_.empty() ? "" : " ") + std::string(verb);
  }
  [[nodiscard]] std::string text() const { return said_.empty() ? "-" : said_; }

 private:
  std::string said_{};
};

std::string verbs_of_people(Node& node, const Other& other, const access::ScopeId& scope, int number) {
  Verbs verbs;
  const auto path = "/api/people/" + to_string(other.id);
  verbs.add("read", node.ask("GET", path).status == 200);
  const auto account = fmt::format("made{}", number);
  verbs.add("create", node.ask("POST", "/api/people", person_body(account, scope)).status == 201);
  node.take_revision(path);
  const auto body = person_body(fmt::format("other{}", number), scope);
  verbs.add("edit", node.ask("PUT", path, body.substr(0, body.size() - 1) + R"(,"active":true})").status == 200);
  node.take_revision(path);
  verbs.add("remove", node.ask("DELETE", path).status == 204);
  return verbs.text();
}

std::string verbs_of_grants(Node& node, const Other& other, const access::ScopeId& scope) {
  Verbs verbs;
  verbs.add("read", items(node.ask("GET", "/api/grants", "", {{"person", to_string(other.id)}})) > 0);
  const auto wish = fmt::format(R"({{"person":"{}","role":"auditor","scope":"{}","until":null}})", to_string(other.id),
                                to_string(scope));
  verbs.add("create", node.ask("POST", "/api/grants", wish).status == 201);
  verbs.add("remove", node.ask("DELETE", "/api/grants/" + other.grant).status == 204);
  return verbs.text();
}

std::string verbs_of_invitations(Node& node, const Other& other) {
  Verbs verbs;
  const std::vector<std::pair<std::string, std::string>> of{{"person", to_string(other.id)}};
  verbs.add("read", items(node.ask("GET", "/api/invitations", "", of)) > 0);
  const auto wish = fmt::format(R"({{"person":"{}"}})", to_string(other.id));
  const auto invites = node.ask("POST", "/api/invitations", wish).status == 201;
  const auto links = node.ask("POST", "/api/sign-in-links", wish).status == 201;
  CHECK(invites == links);
  verbs.add("create", invites);
  verbs.add("remove", node.ask("DELETE", "/api/invitations/" + other.link, "", of).status == 204);
  return verbs.text();
}

std::string verbs_of_own(Node& node, const Other& other, std::string_view resource, const std::string& id) {
  Verbs verbs;
  const std::vector<std::pair<std::string, std::string>> of{{"person", to_string(other.id)}};
  const auto path = "/api/" + std::string(resource);
  verbs.add("read", items(node.ask("GET", path, "", of)) > 0);
  verbs.add("remove", node.ask("DELETE", path + "/" + id, "", of).status == 204);
  return verbs.text();
}

std::optional<access::Role> role_of(const std::string& name) {
  return name == "nobody" ? std::nullopt : access::read_role(name);
}

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

/// The events of a kind, as the database has them.
std::vector<access_log::Row> events(Node& node, access_log::Kind kind) {
  REQUIRE(node.serving().access_log().write());
  return node.serving().access_log().rows({.kind = kind, .most = 500}).value();
}

}  // namespace

TEST_CASE("each role does with people, grants, invitations, sessions and tokens what access.txt says") {
  const auto expected = access::made::read_expected();
  Node node;
  int number = 0;
  for (const auto& [name, cells] : expected.at("people")) {
    INFO(name);
    for (const bool is_own : {true, false}) {
      const auto scope = scope_of(is_own ? node.own : node.foreign);
      const auto cell = [&](const char* resource) { return expected.at(resource).at(name)[is_own ? 0 : 1]; };
      const auto other = other_in(node, scope, fmt::format("other{}", ++number));
      node.become(role_of(name), scope_of(node.own));
      CHECK(verbs_of_own(node, other, "sessions", other.session) == cell("sessions"));
      CHECK(verbs_of_own(node, other, "tokens", other.token) == cell("tokens"));
      CHECK(verbs_of_invitations(node, other) == cell("invitations"));
      CHECK(verbs_of_grants(node, other, scope) == cell("grants"));
      CHECK(verbs_of_people(node, other, scope, number) == cell("people"));
    }
  }
}

TEST_CASE("the access log is for the nation's administrators and auditors") {
  const auto expected = access::made::read_expected();
  for (const auto& [name, cells] : expected.at("access_log")) {
    INFO(name);
    Node node;
    node.become(role_of(name), Node::nation);
    CHECK((node.ask("GET", "/api/access-log").status == 200) == (cells[0] == "read"));
    node.become(role_of(name), scope_of(node.own));
    CHECK(node.ask("GET", "/api/access-log").status == 403);
  }
}

TEST_CASE("people are listed by account, a page at a time, and searched as people type") {
  Node node;
  node.become(access::Role::administrator, scope_of(node.own));
  for (const auto* account : {"a1", "a2", "a3"}) {
    auto body = fmt::format(R"({{"scope":"{}","account":"{}","name":"Élodie Ḥasan أحمد","language":"fr"}})",
                            to_string(node.own), account);
    CHECK(node.ask("POST", "/api/people", std::move(body)).status == 201);
  }
  const auto first = node.ask("GET", "/api/people", "", {{"limit", "2"}});
  CHECK(items(first) == 2);
  CHECK(member(first, "next") == "a2");
  const auto rest = node.ask("GET", "/api/people", "", {{"limit", "2"}, {"after", "a2"}});
  CHECK(items(rest) == 2);  // a3 and whoever asks
  CHECK(member(rest, "next") == "");
  CHECK(items(node.ask("GET", "/api/people", "", {{"q", "elodie احمد"}})) == 3);
  CHECK(items(node.ask("GET", "/api/people", "", {{"q", "a3"}})) == 1);
  CHECK(items(node.ask("GET", "/api/people", "", {{"q", "' OR 1=1 --"}})) == 0);
  CHECK(node.ask("GET", "/api/people", "", {{"role", "administrator"}}).status == 400);
}

TEST_CASE("nobody raises their own rights") {
  Node node;
  const auto own = scope_of(node.own);
  for (const auto role : access::all_roles) {
    INFO(access::name_of(role));
    node.become(role, own);
    const auto me = to_string(node.person);
    for (const auto& [to, scope] :
         {std::pair{"administrator", Node::nation}, std::pair{"administrator", scope_of(node.foreign)},
          std::pair{"auditor", Node::nation}}) {
      const auto wish =
          fmt::format(R"({{"person":"{}","role":"{}","scope":"{}","until":null}})", me, to, to_string(scope));
      CHECK(node.ask("POST", "/api/grants", wish).status == 403);
    }
    if (role != access::Role::administrator) {
      const auto wish =
          fmt::format(R"({{"person":"{}","role":"administrator","scope":"{}","until":null}})", me, to_string(own));
      CHECK(node.ask("POST", "/api/grants", wish).status == 403);
      CHECK(node.ask("POST", "/api/sign-in-links", fmt::format(R"({{"person":"{}"}})", to_string(node.founder())))
                .status == 403);
    }
    // Into the nation's own people, where other administrators look after them.
    node.take_revision("/api/people/" + me);
    auto moved = person_body("mover", Node::nation);
    moved.insert(moved.size() - 1, R"(,"active":true)");
    const auto status = node.ask("PUT", "/api/people/" + me, moved).status;
    CHECK((status == 403 || status == 404));
  }
}

TEST_CASE("what is not named is not assigned") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  const auto refused = [&](const Response& response, std::string_view field) {
    CHECK(response.status == 422);
    CHECK(response.body.find(fmt::format(R"("field":"{}","code":"field_unknown")", field)) != std::string::npos);
  };
  auto body = person_body("new", Node::nation);
  for (const auto* more : {"id", "revision", "active", "role", "roles", "password", "opened_by"}) {
    auto with = body;
    with.insert(with.size() - 1, fmt::format(R"(,"{}":"x")", more));
    refused(node.ask("POST", "/api/people", with), more);
  }
  refused(node.ask("PUT", "/api/profile", R"({"name":"N","language":"en","digits":"latin","account":"root"})"),
          "account");
  refused(node.ask("PUT", "/api/profile", R"({"name":"N","language":"en","digits":"latin","scope":"x"})"), "scope");
  refused(node.ask("POST", "/api/tokens", R"({"name":"t","scope":"","use":"read_only","until":1,"person":"x"})"),
          "person");
  refused(node.ask("POST", "/api/grants", R"({"person":"","role":"auditor","scope":"","revoked":0})"), "revoked");
  refused(post_session(node, R"({"account":"founder","password":"x","person":"y"})"), "person");
}

TEST_CASE("sessions and tokens of others are not there, whoever guesses their ids") {
  Node node;
  const auto other = other_in(node, scope_of(node.own), "other1");
  node.become(access::Role::administrator, Node::nation);
  for (const auto& [path, id] : {std::pair{"/api/sessions/", other.session}, std::pair{"/api/tokens/", other.token}}) {
    const auto there = node.ask("DELETE", path + id);
    const auto nowhere = node.ask("DELETE", path + std::string("0123456789abcdef0123456789abcdef"));
    CHECK(there.status == 404);
    CHECK(there.body == nowhere.body);
    CHECK(node.ask("DELETE", path + std::string("..%2f")).status == 404);
  }
  CHECK(node.ask("GET", "/api/people/0123456789abcdef0123456789abcdef").status == 404);
  CHECK(node.ask("GET", "/api/people/1").status == 404);
}

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

TEST_CASE("a token does what it was made for, and nothing that decides who comes in") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  const auto until = SystemClock().now_ms() + 3'600'000;
  const auto wish = [&](std::string_view use) {
    return fmt::format(R"({{"name":"script","scope":"{}","use":"{}","until":{}}})", to_string(Node::nation), use,
                       until);
  };
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
  const auto reader = member(node.ask("POST", "/api/tokens", wish("read_only")), "token");
  CHECK(with_token(node, "GET", "/api/people", reader).status == 200);
  CHECK(with_token(node, "POST", "/api/people", reader, person_body("by-reader", Node::nation)).status == 403);
  CHECK(node.ask("DELETE", "/api/tokens/" + member(made, "id")).status == 204);
  CHECK(with_token(node, "GET", "/api/people", token).status == 401);
  CHECK(
      node.ask("POST", "/api/tokens",
               R"({"name":"x","scope":")" + to_string(Node::nation) + R"(","use":"read_only","until":99999999999999})")
          .status == 422);
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
  CHECK(member(needed, "code") == "proof_code_needed");
  CHECK(
      node.ask("DELETE", "/api/profile/second-factor", std::string(words) + R"(,"code":")" + first + R"("})").status ==
      204);
}

TEST_CASE("a session that was there before the sign-in is worth nothing after it") {
  Node node;
  node.become(access::Role::analyst, scope_of(node.own));
  const auto planted = node.cookie();
  const auto link = node.people().link_at_keyboard("founder").value();
  const auto in = post_session(node, fmt::format(R"({{"link":"{}"}})", link.secret), {{"cookie", planted}});
  REQUIRE(in.status == 200);
  CHECK(cookie_of(in) != planted);
  CHECK(node.ask("GET", "/api/session").status == 401);
  // One that nobody ever had opens nothing either, and is not taken over.
  const auto made_up = "manara-session=manara_session_" + std::string(64, 'a');
  const auto link2 = node.people().link_at_keyboard("founder").value();
  const auto again = post_session(node, fmt::format(R"({{"link":"{}"}})", link2.secret), {{"cookie", made_up}});
  CHECK(cookie_of(again) != made_up);
}

TEST_CASE("a write without the session's own token is refused, whichever part it is for") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  node.come_with(node.cookie(), "0123");
  for (const auto& [method, path] :
       {std::pair{"POST", "/api/people"}, std::pair{"POST", "/api/grants"}, std::pair{"POST", "/api/invitations"},
        std::pair{"POST", "/api/sign-in-links"}, std::pair{"DELETE", "/api/sessions"}, std::pair{"POST", "/api/tokens"},
        std::pair{"PUT", "/api/profile"}, std::pair{"POST", "/api/profile/password"},
        std::pair{"DELETE", "/api/session"}, std::pair{"DELETE", "/api/profile/second-factor"}}) {
    const auto response = node.ask(method, path, "{}");
    CHECK_MESSAGE(response.status == 403, method << " " << path);
    CHECK(member(response, "code") == "request_csrf");
  }
}

TEST_CASE("hostile text is refused or comes back as text") {
  Node node;
  node.become(access::Role::administrator, scope_of(node.own));
  const auto own = scope_of(node.own);
  const auto named = [&](std::string_view name, int number) {
    return fmt::format(R"({{"scope":"{}","account":"x{}","name":"{}","language":"en"}})", to_string(own), number, name);
  };
  CHECK(node.ask("POST", "/api/people", named("A\\r\\nSet-Cookie: manara-session=x", 1)).status == 422);
  CHECK(node.ask("POST", "/api/people", named("A\\u0000B", 2)).status == 422);
  CHECK(node.ask("POST", "/api/people", person_body("a\\r\\nb", own)).status == 422);
  const std::string_view script = "<script>alert(1)</script>'; DROP TABLE person; --";
  const auto made = node.ask("POST", "/api/people", named(script, 3));
  REQUIRE(made.status == 201);
  CHECK(member(made, "name") == script);
  for (const auto& header : made.headers) {
    CHECK(header.value.find_first_of("\r\n") == std::string::npos);
    if (header.name == "Content-Type") CHECK(header.value == "application/json");
  }
  CHECK(items(node.ask("GET", "/api/people", "", {{"q", "<script>"}})) == 1);
  const auto until = SystemClock().now_ms() + 3'600'000;
  const auto token =
      fmt::format(R"({{"name":"a\r\nb","scope":"{}","use":"read_only","until":{}}})", to_string(own), until);
  CHECK(node.ask("POST", "/api/tokens", token).status == 422);
}

TEST_CASE("deep, large and broken bodies are refused by every part, quickly") {
  Node node;
  node.become(access::Role::administrator, Node::nation);
  std::string deep = std::string(1000, '[') + std::string(1000, ']');
  deep = R"({"name":)" + deep + "}";
  std::string large = R"({"name":")" + std::string(1 << 20, 'x') + R"("})";
  std::string large_and_deep = std::string(1000, '[') + std::string(1 << 20, '1') + std::string(1000, ']');
  for (const auto& [method, path] :
       {std::pair{"POST", "/api/people"}, std::pair{"POST", "/api/grants"}, std::pair{"POST", "/api/invitations"},
        std::pair{"POST", "/api/tokens"}, std::pair{"PUT", "/api/profile"}, std::pair{"POST", "/api/profile/password"},
        std::pair{"POST", "/api/session"}}) {
    INFO(path);
    node.take_revision("/api/profile");
    for (const auto* body : {&deep, &large, &large_and_deep})
      CHECK(node.ask(method, path, *body).status == 400);
    CHECK(node.ask(method, path, "").status == 400);
    CHECK(node.ask(method, path, "null").status == 400);
    CHECK(node.ask(method, path, R"({"name":"\ud800"})").status == 400);
  }
}

TEST_CASE("reads of people from outside their organisation are in the access log, one's own are not") {
  Node node;
  const auto contact = node.add(
      "contact_saved", {fmt::format(R"({{"organisation":"{}","kind":"role","name":"Desk"}})", to_string(node.own))});
  const auto path = "/api/contacts/" + to_string(contact);
  node.become(access::Role::organisation_officer, scope_of(node.own));
  CHECK(node.ask("GET", path).status == 200);
  CHECK(items(node.ask("GET", "/api/contacts")) == 1);
  CHECK(events(node, access_log::Kind::read).empty());
  node.become(access::Role::analyst, Node::nation);
  CHECK(node.ask("GET", path).status == 200);
  CHECK(items(node.ask("GET", "/api/contacts")) == 1);
  const auto reads = events(node, access_log::Kind::read);
  REQUIRE(reads.size() == 2);
  CHECK(reads[1].event.item == contact.bytes);
  CHECK(reads[1].event.resource == "contacts");
  CHECK(reads[1].event.person == node.person);
  for (const auto& read : reads)
    CHECK(read.event.scopes == std::vector{scope_of(node.own)});
  // A list as a file, whosever it is, and before the answer.
  CHECK(node.ask("GET", "/api/organisations", "", {{"format", "csv"}}).status == 200);
  CHECK(node.ask("GET", "/api/contacts", "", {{"format", "csv"}}).status == 200);
  const auto exports = node.serving().access_log().rows({.kind = access_log::Kind::exported}).value();
  REQUIRE(exports.size() == 2);
  CHECK(exports[0].event.resource == "contacts");
  CHECK(exports[0].event.scopes.size() == 1);
  CHECK(exports[1].event.count == 2);
}

TEST_CASE("sign-ins, good and bad, and refusals are in the access log") {
  Node node;
  CHECK(post_session(node, std::string(words) + R"(,"account":"founder"})").status == 200);
  CHECK(post_session(node, R"({"account":"founder","password":"wrong"})").status == 401);
  CHECK(post_session(node, R"({"account":"nobody","password":"wrong"})").status == 401);
  const auto tries = events(node, access_log::Kind::sign_in);
  REQUIRE(tries.size() == 3);
  CHECK(tries[2].event.result == "ok");
  CHECK(tries[2].event.person == node.founder());
  CHECK(tries[2].event.network == "192.0.2.0/24");
  CHECK(tries[1].event.result == "sign_in_wrong");
  CHECK(tries[1].event.person == node.founder());
  CHECK(tries[0].event.person.empty());
  node.become(access::Role::auditor, Node::nation);
  CHECK(node.ask("POST", "/api/people", person_body("x1", Node::nation)).status == 403);
  const auto refusals = events(node, access_log::Kind::refusal);
  REQUIRE(refusals.size() == 1);
  CHECK(refusals[0].event.resource == "POST /api/people");
  CHECK(refusals[0].event.result == "access_denied");
  CHECK(refusals[0].event.person == node.person);
  const auto seen = node.ask("GET", "/api/access-log", "", {{"kind", "refusal"}});
  CHECK(items(seen) == 1);
  CHECK(seen.body.find(R"("name":"P")") != std::string::npos);
  CHECK(items(node.ask("GET", "/api/access-log", "", {{"person", to_string(node.founder())}})) == 2);
  CHECK(node.ask("GET", "/api/access-log", "", {{"day", "yesterday"}}).status == 400);
  CHECK(items(node.ask("GET", "/api/access-log", "", {{"day", "2001-01-01"}})) == 0);
}

TEST_CASE("no secret, nothing typed and no name is ever in the access log") {
  Node node;
  const std::string secret = "CANARY-secret";
  node.become(access::Role::administrator, Node::nation);
  const auto link = member(
      node.ask("POST", "/api/sign-in-links", fmt::format(R"({{"person":"{}"}})", to_string(node.founder()))), "link");
  const auto until = SystemClock().now_ms() + 3'600'000;
  const auto token = member(node.ask("POST", "/api/tokens",
                                     fmt::format(R"({{"name":"{}","scope":"{}","use":"read_only","until":{}}})", secret,
                                                 to_string(Node::nation), until)),
                            "token");
  REQUIRE_FALSE(token.empty());
  post_session(node, fmt::format(R"({{"account":"{0}","password":"{0}","code":"{0}"}})", secret));
  post_session(node, fmt::format(R"({{"link":"{}"}})", secret));
  post_session(node, fmt::format(R"({{"link":"{}"}})", link.substr(9)));
  node.ask("GET", "/api/people", "", {{"q", secret}});
  node.ask("GET", "/api/contacts", "", {{"q", secret}, {"format", "csv"}});
  node.ask("POST", "/api/" + secret, "{}");
  node.ask("DELETE", "/api/people/" + secret);
  node.ask("POST", "/api/profile/password", fmt::format(R"({{"password":"{0}","next":"{0} {0}"}})", secret));
  with_token(node, "POST", "/api/tokens", token, "{}");
  with_token(node, "POST", "/api/people", secret, "{}");
  CHECK(node.ask("POST", "/api/people", person_body("named", Node::nation)).status == 201);
  REQUIRE(node.serving().access_log().write());
  std::string all;
  const auto rows = node.serving().access_log().rows({.most = 500}).value();
  CHECK(rows.size() > 6);
  for (const auto& row : rows) {
    const auto& event = row.event;
    all += fmt::format("{} {} {} {}\n", event.resource, event.network, event.result, id_text(event.item));
  }
  INFO(all);
  for (const auto& canary : {secret, token, token.substr(13), link.substr(9), node.cookie().substr(15), node.csrf(),
                             std::string("Somebody"), std::string("named")})
    CHECK_MESSAGE(all.find(canary) == std::string::npos, canary);
}
