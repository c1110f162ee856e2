// access.txt against the API itself: signed in as each role, what is answered is what the file says, and nothing that
// comes back tells of what somebody else owns. Foreign organisations carry a canary in every text.
#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include "abroad.h"
#include "access/made_expectation.h"
#include "node.h"

using namespace manara;
using made::canary;
using made::Node;

namespace {

/// The verbs of a cell that the API has for organisations as yet.
std::string without(std::string cell, std::initializer_list<std::string_view> verbs) {
  std::vector<std::string_view> kept;
  for (const auto word : split(cell, ' ')) {
    if (word != "-" && std::ranges::find(verbs, word) == verbs.end()) kept.push_back(word);
  }
  return fmt::format("{}", fmt::join(kept, " "));
}

}  // namespace

TEST_CASE("each role does with organisations over the API what access.txt says, and no more") {
  const auto expected = access::made::read_expected();
  for (const auto& [name, cells] : expected.at("organisations")) {
    INFO(name);
    Node node;
    const access::ScopeId own{node.own.bytes};
    node.become(access::made::role_of(name), own);
    CHECK(node.verbs(node.own) == without(cells[0], {"create", "remove"}));
    CHECK(node.verbs(node.foreign) == without(cells[1], {}));
    // A role for the whole nation allows in each organisation what "own" says; making one is the nation's.
    const bool makes = cells[0].find("create") != std::string::npos;
    const auto body = R"({"names":{"en":"New"},"sector":"water"})";
    CHECK(node.ask("POST", "/api/organisations", body).status == 403);
    node.become(access::made::role_of(name), Node::nation);
    CHECK(node.verbs(node.own) == without(cells[0], {"create", "remove"}));
    CHECK((node.ask("POST", "/api/organisations", body).status == 201) == makes);
    made::become_abroad(node, access::made::role_of(name));
    CHECK(node.verbs(node.own) == without(cells[2], {}));
    CHECK(node.ask("POST", "/api/organisations", body).status == 403);
    CHECK(node.ask("GET", "/api/organisations").body.find("hospital") == std::string::npos);
  }
}

TEST_CASE("no answer to somebody of another organisation tells of a foreign one") {
  for (const auto role : access::all_roles) {
    INFO(access::name_of(role));
    Node node;
    node.become(role, access::ScopeId{node.own.bytes});
    const auto id = to_string(node.foreign);
    for (const auto* format : {"json", "csv"}) {
      node.ask("GET", "/api/organisations", "", {{"format", format}});
      node.ask("GET", "/api/organisations", "", {{"format", format}, {"q", std::string(canary)}});
      node.ask("GET", "/api/organisations", "", {{"format", format}, {"sector", "water"}, {"sort", "-name"}});
    }
    node.ask("GET", "/api/session");
    node.ask("GET", "/api/ledger");
    const auto there = node.ask("GET", "/api/organisations/" + id);
    const auto nowhere = node.ask("GET", "/api/organisations/ffffffffffffffffffffffffffffffff");
    CHECK(there.status == nowhere.status);
    CHECK(there.body == nowhere.body);
    node.ask("PUT", "/api/organisations/" + id, R"({"names":{"en":"x"},"sector":"water"})");
    node.ask("PUT", "/api/organisations/" + to_string(node.own),
             R"({"names":{"en":"x"},"sector":"water","parent":")" + id + R"("})");
    CHECK(node.said.find(canary) == std::string::npos);
    CHECK(to_lower(node.said).find(to_lower(canary)) == std::string::npos);
  }
}

TEST_CASE("the ledger's headers are for those who keep or check it, of the whole nation") {
  const auto expected = access::made::read_expected();
  for (const auto& [name, cells] : expected.at("ledger")) {
    INFO(name);
    Node node;
    node.become(access::made::role_of(name), Node::nation);
    CHECK((node.ask("GET", "/api/ledger").status == 200) == (cells[0] == "read"));
    node.become(access::made::role_of(name), access::ScopeId{node.own.bytes});
    CHECK(node.ask("GET", "/api/ledger").status == 403);
  }
}

TEST_CASE("what entries say is erased by the nation's administrators and by nobody else, and is nowhere afterwards") {
  const auto expected = access::made::read_expected();
  for (const auto& [name, cells] : expected.at("erasures")) {
    INFO(name);
    const bool may = cells[0].find("create") != std::string::npos;
    Node node;
    std::string entry(32, '0');
    node.become(access::Role::administrator, Node::nation);
    const auto headers = node.ask("GET", "/api/ledger").body;
    json::Document document;
    for (const auto item : (*document.parse(headers))["items"].elements()) {
      if (item["subject"].string() == to_string(node.foreign)) entry = item["id"].text();
    }
    const auto wish = R"({"entry":")" + entry + R"(","reason":"asked for","about":true})";
    const auto item = "/api/organisations/" + to_string(node.foreign);
    node.become(access::made::role_of(name), access::ScopeId{node.own.bytes});
    CHECK(node.ask("POST", "/api/erasures", wish).status == 403);
    node.become(access::made::role_of(name), Node::nation);
    const auto answer = node.ask("POST", "/api/erasures", wish);
    CHECK((answer.status == 201) == may);
    node.become(access::Role::administrator, Node::nation);
    CHECK(node.ask("GET", item).status == (may ? 404 : 200));
    if (!may) continue;
    CHECK(answer.body.find(R"("complete":true)") != std::string::npos);
    CHECK(node.ask("POST", "/api/erasures", R"({"entry":")" + entry + R"(","reason":"again","about":false})").status ==
          409);
    CHECK(node.ask("POST", "/api/erasures", R"({"entry":")" + entry + R"(","reason":"","about":false})").status == 422);
    CHECK(
        node.ask("POST", "/api/erasures", R"({"entry":"00000000000000000000000000000001","reason":"x","about":false})")
            .status == 404);
  }
}
