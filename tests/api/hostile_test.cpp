// What somebody sends who means harm: planted sessions, forged writes, text that would be something else elsewhere.
#include <doctest/doctest.h>

#include "people.h"

using namespace manara;
using namespace manara::made;

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
  const auto token = fmt::format(R"({{"name":"a\r\nb","scope":"{}","use":"read_only","until":{},"password":"x"}})",
                                 to_string(own), until);
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
