// The access log over the API: what stands in it, who reads it, and that no secret ever does.
#include <doctest/doctest.h>

#include "access/made_expectation.h"
#include "people.h"

using namespace manara;
using namespace manara::made;

namespace {

/// The events of a kind, as the database has them.
std::vector<access_log::Row> events(Node& node, access_log::Kind kind) {
  REQUIRE(node.serving().access_log().write());
  return node.serving().access_log().rows({.kind = kind, .most = 500}).value();
}

}  // namespace

TEST_CASE("the access log is for the nation's administrators and auditors") {
  const auto expected = access::made::read_expected();
  for (const auto& [name, cells] : expected.at("access_log")) {
    INFO(name);
    Node node;
    node.become(access::made::role_of(name), Node::nation);
    CHECK((node.ask("GET", "/api/access-log").status == 200) == (cells[0] == "read"));
    node.become(access::made::role_of(name), scope_of(node.own));
    CHECK(node.ask("GET", "/api/access-log").status == 403);
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
  come_by_password(node);
  const auto link = member(
      node.ask("POST", "/api/sign-in-links", fmt::format(R"({{"person":"{}"}})", to_string(node.founder()))), "link");
  const auto until = SystemClock().now_ms() + 3'600'000;
  const auto token =
      member(node.ask("POST", "/api/tokens",
                      fmt::format(R"({{"name":"{}","scope":"{}","use":"read_only","until":{},"password":"{}"}})",
                                  secret, to_string(Node::nation), until, password)),
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

TEST_CASE("tries at what is others' are in the access log: an id, a token, a page of another site") {
  Node node;
  const auto hidden = "/api/organisations/" + to_string(node.foreign);
  node.become(access::Role::organisation_officer, scope_of(node.own));
  CHECK(node.ask("GET", hidden).status == 404);
  CHECK(node.ask("GET", "/api/organisations/" + to_string(node.draft())).status == 404);
  CHECK(node.handle({.method = "GET", .path = "/api/organisations"}).status == 401);
  CHECK(
      node.handle({.method = "GET", .path = "/api/organisations", .headers = {{"authorization", "Bearer x"}}}).status ==
      401);
  node.serving().note_refused({.method = "POST", .path = "/api/x", .address = "192.0.2.7"}, {Code{"request_origin"}});
  const auto refusals = events(node, access_log::Kind::refusal);
  REQUIRE(refusals.size() == 3);
  CHECK(refusals[0].event.result == "request_origin");
  CHECK(refusals[0].event.network == "192.0.2.0/24");
  CHECK(refusals[1].event.result == "access_unauthenticated");
  CHECK(refusals[2].event.result == "request_not_found");
  CHECK(refusals[2].event.item == node.foreign.bytes);
  CHECK(refusals[2].event.person == node.person);
  CHECK(refusals[2].event.scopes == std::vector{scope_of(node.foreign)});
}

TEST_CASE("one person's requests have a pace, others' go on, and the log says it once") {
  Node node;
  node.become(access::Role::analyst, Node::nation);
  int status = 0;
  for (int i = 0; i < 10'000 && status != 429; ++i)
    status =
        node.serving().handle({.method = "GET", .path = "/api/nothing", .headers = {{"cookie", node.cookie()}}}).status;
  CHECK(status == 429);
  for (int i = 0; i < 50; ++i)
    node.serving().handle({.method = "GET", .path = "/api/nothing", .headers = {{"cookie", node.cookie()}}});
  const auto slowed = node.person;
  node.become(access::Role::analyst, Node::nation);
  CHECK(node.ask("GET", "/api/organisations").status == 200);
  const auto refusals = events(node, access_log::Kind::refusal);
  REQUIRE(refusals.size() == 1);
  CHECK(refusals[0].event.result == "request_too_often");
  CHECK(refusals[0].event.person == slowed);
}
