// People and what decides who comes in, over the API: each role does what access.txt says, and nobody becomes more
// than they are.
#include "people.h"

#include <doctest/doctest.h>

#include "abroad.h"
#include "access/made_expectation.h"

using namespace manara;
using namespace manara::made;

namespace {

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

}  // namespace

TEST_CASE("each role does with people, grants, invitations, sessions and tokens what access.txt says") {
  const auto expected = access::made::read_expected();
  Node node;
  int number = 0;
  for (const auto& [name, cells] : expected.at("people")) {
    INFO(name);
    // Those of their own organisation, of a foreign one, and of one here while their role is of another nation.
    for (const std::size_t column : {0U, 1U, 2U}) {
      const auto scope = scope_of(column == 1 ? node.foreign : node.own);
      const auto cell = [&](const char* resource) { return expected.at(resource).at(name)[column]; };
      const auto other = other_in(node, scope, fmt::format("other{}", ++number));
      if (column == 2) {
        become_abroad(node, access::made::role_of(name));
      } else {
        node.become(access::made::role_of(name), scope_of(node.own));
      }
      CHECK(verbs_of_own(node, other, "sessions", other.session) == cell("sessions"));
      CHECK(verbs_of_own(node, other, "tokens", other.token) == cell("tokens"));
      CHECK(verbs_of_invitations(node, other) == cell("invitations"));
      CHECK(verbs_of_grants(node, other, scope) == cell("grants"));
      CHECK(verbs_of_people(node, other, scope, number) == cell("people"));
    }
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

TEST_CASE("who is told that an account is taken stands in the access log; an old revision tells nothing") {
  Node node;
  node.become(access::Role::administrator, scope_of(node.own));
  const auto me = "/api/people/" + to_string(node.person);
  const auto rename = [&](std::string_view account) {
    auto body = person_body(account, scope_of(node.own));
    body.insert(body.size() - 1, R"(,"active":true)");
    return node.ask("PUT", me, body).status;
  };
  CHECK(rename("founder") == 412);
  CHECK(rename("nobody-yet") == 412);
  node.take_revision(me);
  CHECK(rename("founder") == 409);
  CHECK(node.ask("POST", "/api/people", person_body("founder", scope_of(node.own))).status == 409);
  REQUIRE(node.serving().access_log().write());
  node.become(access::Role::administrator, Node::nation);
  const auto seen = node.ask("GET", "/api/access-log", "", {{"kind", "refusal"}});
  CHECK(items(seen) == 2);
  CHECK(seen.body.find(R"("result":"account_taken")") != std::string::npos);
}

TEST_CASE("a role for somebody elsewhere is refused as one for nobody, and tells no name") {
  Node node;
  const auto other = other_in(node, scope_of(node.foreign), "elsewhere");
  node.become(access::Role::administrator, scope_of(node.own));
  const auto give = [&](const std::string& person) {
    return node.ask(
        "POST", "/api/grants",
        fmt::format(R"({{"person":"{}","role":"auditor","scope":"{}","until":null}})", person, to_string(node.own)));
  };
  const auto answer = give(to_string(other.id));
  CHECK(answer.status == 403);
  CHECK(answer.body == give("0123456789abcdef0123456789abcdef").body);
  CHECK(answer.body.find("elsewhere") == std::string::npos);
}

TEST_CASE("the last administrator of the nation can't be erased by themselves") {
  Node node;
  come_by_password(node);
  json::Document document;
  const auto headers = node.ask("GET", "/api/ledger").body;
  std::string entry;
  for (const auto item : (*document.parse(headers))["items"].elements()) {
    if (item["subject"].string() == to_string(node.founder())) entry = item["id"].text();
  }
  const auto wish = R"({"entry":")" + entry + R"(","reason":"asked for","about":true})";
  const auto refused = node.ask("POST", "/api/erasures", wish);
  CHECK(refused.status == 409);
  CHECK(member(refused, "code") == "last_administrator");
  CHECK(node.ask("GET", "/api/people").status == 200);
}
