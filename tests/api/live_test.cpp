// What a live stream tells over the API, and that it ends with what its listener came with.
#include <doctest/doctest.h>

#include "api/events.h"
#include "node.h"
#include "people.h"

using namespace manara;
using namespace manara::made;
using access::Role;

namespace {

std::shared_ptr<api::EventStream> listen(Node& node, const std::string& resources) {
  const auto answer = node.ask("GET", "/api/live", "", {{"resources", resources}});
  REQUIRE(answer.events);
  answer.events->take();
  return answer.events;
}

/// Keeps who is signed in now, to be again later.
struct Seat {
  explicit Seat(Node& node) : cookie(node.cookie()), csrf(node.csrf()), person(node.person) {}
  std::string cookie, csrf;
  accounts::PersonId person;
};

}  // namespace

TEST_CASE("a stream ends when its session is ended by whoever may, and hears nothing of what comes then") {
  Node node;
  node.become(Role::analyst, Node::nation);
  const Seat analyst(node);
  const auto stream = listen(node, "organisations,people");
  node.become(Role::administrator, Node::nation);
  const auto own = listen(node, "organisations");
  CHECK(node.ask("DELETE", "/api/sessions", "", {{"person", to_string(analyst.person)}}).status == 204);
  CHECK(stream->closed());
  CHECK_FALSE(own->closed());
  node.come_with(analyst.cookie, analyst.csrf);
  CHECK(node.ask("GET", "/api/live", "", {{"resources", "organisations"}}).status == 401);
}

TEST_CASE("a stream ends when its person is given another role, or loses one") {
  Node node;
  node.become(Role::analyst, access::ScopeId{node.own.bytes});
  const Seat analyst(node);
  const auto before = listen(node, "contacts");
  node.become(Role::administrator, Node::nation);
  const auto given = node.ask("POST", "/api/grants",
                              fmt::format(R"({{"person":"{}","role":"auditor","scope":"{}"}})",
                                          to_string(analyst.person), to_string(Node::nation)));
  REQUIRE(given.status == 201);
  CHECK(before->closed());
}

TEST_CASE("whoever looks at people and roles hears of changes to them, and others do not") {
  Node node;
  node.become(Role::organisation_officer, access::ScopeId{node.foreign.bytes});
  const auto foreign = listen(node, "people,grants");
  node.become(Role::administrator, Node::nation);
  const auto stream = listen(node, "people,grants");
  const auto made = node.ask("POST", "/api/people", person_body("newcomer", access::ScopeId{node.own.bytes}));
  REQUIRE(made.status == 201);
  const auto given = node.ask(
      "POST", "/api/grants",
      fmt::format(R"({{"person":"{}","role":"trainer","scope":"{}"}})", member(made, "id"), to_string(node.own)));
  REQUIRE(given.status == 201);
  const auto told = stream->take().text;
  CHECK(told.find(R"({"resource":"people","id":")" + member(made, "id")) != std::string::npos);
  CHECK(told.find(R"({"resource":"grants","id":")" + member(given, "id")) != std::string::npos);
  CHECK(foreign->take().text.empty());
}

TEST_CASE("a sign-in ends the streams of the sessions that it ends, and no others") {
  Node node;
  node.become(Role::analyst, Node::nation);
  const Seat analyst(node);
  const auto by_link = listen(node, "organisations");
  node.become(Role::auditor, Node::nation);
  const Seat auditor(node);
  const auto other = listen(node, "organisations");
  const auto boss = node.people().actor_of(node.founder()).value();
  // Of somebody else, in the browser in which the analyst was.
  const auto link = node.people().make_link(boss, auditor.person, accounts::LinkPurpose::sign_in).value();
  const auto in = post_session(node, fmt::format(R"({{"link":"{}"}})", link.secret), {{"cookie", analyst.cookie}});
  CHECK(in.status == 200);
  CHECK(by_link->closed());
  CHECK_FALSE(other->closed());
  // By an invitation whoever came before is out.
  const auto invitation = node.people().make_link(boss, auditor.person, accounts::LinkPurpose::invitation).value();
  const auto anew = post_session(
      node, fmt::format(R"({{"invitation":"{}","password":"five lamps on the pier"}})", invitation.secret));
  CHECK(anew.status == 200);
  CHECK(other->closed());
}
