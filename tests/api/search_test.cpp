// Looking through everything at once: what is found, what it is called, and that it tells of nothing that one may not
// see.
#include <algorithm>
#include <doctest/doctest.h>

#include "app/practices.h"
#include "holdings.h"
#include "store/statements.h"

using namespace manara;
using namespace manara::made;
using access::Role;

namespace {

/// "resource label organisation" of each that was found, in order.
Lines found(Node& node, const std::string& typed, const Query& more = {}) {
  Query query{{"q", typed}};
  query.insert(query.end(), more.begin(), more.end());
  const auto response = node.ask("GET", "/api/search", "", query);
  REQUIRE(response.status == 200);
  json::Document document;
  const auto root = document.parse(response.body);
  REQUIRE(root);
  Lines lines;
  for (const auto item : (*root)["items"].elements()) {
    CHECK(node.ask("GET", fmt::format("/api/{}/{}", item["resource"].string(), item["id"].string())).status == 200);
    lines.push_back(fmt::format("{} {} {}", item["resource"].string(), item["label"].string(),
                                item["organisation"]["label"].string()));
  }
  return lines;
}

void furnish(Node& node, const SubjectId& organisation, std::string_view name) {
  for (const auto& thing : things)
    node.add(thing.saved, {thing.body(to_string(organisation), name)});
}

}  // namespace

TEST_CASE("what one may see is found by its words wherever it stands, with what it is called and whose it is") {
  Node node;
  furnish(node, node.own, "Lantern");
  node.become(Role::analyst, Node::nation);
  CHECK(found(node, "lant") ==
        Lines{"contacts Lantern Own hospital", "networks lantern.example Own hospital", "assets Lantern Own hospital"});
  CHECK(found(node, "hospital own") == Lines{"organisations Own hospital "});
  CHECK(found(node, "antern").empty());
  CHECK(found(node, " ").empty());
  CHECK(found(node, "").empty());
}

TEST_CASE(
    "a search through everything tells an officer of nothing foreign, and a role of no resource that it may not see") {
  Node node;
  furnish(node, node.own, "Lantern");
  furnish(node, node.foreign, canary);
  node.become(Role::organisation_officer, access::ScopeId{node.own.bytes});
  CHECK(found(node, std::string(canary)).empty());
  CHECK(found(node, "canary").empty());
  CHECK(found(node, "lantern").size() == 3);
  CHECK(to_lower(node.said).find(to_lower(canary)) == std::string::npos);
  node.become(Role::policy_officer, access::ScopeId{node.own.bytes});
  CHECK(found(node, "lantern").empty());
  CHECK(found(node, "hospital").size() == 1);
}

TEST_CASE("of each resource come a few, as many as are asked for within a bound") {
  Node node;
  for (int i = 0; i < 25; ++i)
    node.add("asset_saved", {asset(to_string(node.own), fmt::format("lamp-{:02}", i))});
  node.become(Role::analyst, Node::nation);
  CHECK(found(node, "lamp").size() == 5);
  CHECK(found(node, "lamp", {{"limit", "2"}}) == Lines{"assets lamp-00 Own hospital", "assets lamp-01 Own hospital"});
  CHECK(found(node, "lamp", {{"limit", "1000"}}).size() == 20);
  for (const auto* wrong : {"0", "-1", "x"})
    CHECK(node.ask("GET", "/api/search", "", {{"q", "lamp"}, {"limit", wrong}}).status == 400);
  CHECK(node.ask("GET", "/api/search", "", {{"other", "lamp"}}).status == 400);
}

TEST_CASE("every list, item and total of a resource asks whose a row is") {
  std::vector<std::string_view> files{store::ledger_sql()};
  for (const auto& practice : app::practices())
    files.push_back(practice.sql());
  const auto statements = store::Statements::of(files);
  REQUIRE(statements);
  for (const auto& resource : app::resources()) {
    std::vector<std::string_view> names{resource.one, resource.count};
    for (const auto& order : resource.orders)
      names.push_back(order.statement);
    for (const auto name : names) {
      INFO(name);
      const auto* read = statements->variants(name);
      CHECK((read != nullptr && read->variants.asks_whose()));
    }
    CHECK(statements->variants(resource.count)->variants.counts());
    CHECK_FALSE(statements->variants(resource.count)->searched.empty());
  }
}
