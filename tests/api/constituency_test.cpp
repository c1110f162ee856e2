// What belongs to organisations over the API: access.txt against contacts, networks, assets and inventories, and that
// no answer tells of a foreign one. A foreign organisation carries a canary in every text.
#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include "abroad.h"
#include "access/made_expectation.h"
#include "holdings.h"

using namespace manara;
using namespace manara::made;
using access::Role;

namespace {

/// "read create edit remove": what the API lets this person do with such things of an organisation.
std::string verbs(Node& node, const Thing& thing, const SubjectId& organisation) {
  const auto owner = to_string(organisation);
  const auto there = path_of(thing, node.add(thing.saved, {thing.body(owner, "before")}));
  const auto body = thing.body(owner, "after");
  std::vector<std::string_view> all;
  if (node.ask("GET", there).status == 200) all.emplace_back("read");
  if (node.ask("POST", fmt::format("/api/{}", thing.resource), body).status == 201) all.emplace_back("create");
  node.take_revision(there);
  if (node.ask("PUT", there, body).status == 200) all.emplace_back("edit");
  node.take_revision(there);
  if (node.ask("DELETE", there).status == 204) all.emplace_back("remove");
  return all.empty() ? "-" : fmt::format("{}", fmt::join(all, " "));
}

/// Everything that a foreign organisation can have, each text with the canary, its inventory too.
struct Foreign {
  explicit Foreign(Node& node) {
    const auto owner = to_string(node.foreign);
    for (const auto& thing : things)
      paths.push_back(path_of(thing, node.add(thing.saved, {thing.body(owner, canary)})));
    add_network(node, node.foreign, "198.51.100.0/24");
    add_network(node, node.foreign, "AS64499");
    add_network(node, node.own, "198.51.100.128/25");
    const auto machine = node.add("asset_saved", {asset(owner, canary)});
    node.become(Role::administrator, Node::nation);
    const auto received =
        upload(node, machine, sbom(fmt::format("lamp-{}", canary), "1.0"), fmt::format("{}.json", canary));
    REQUIRE(received.status == 201);
    inventory = "/api/inventories/" + member(received, "id");
    on = to_string(machine);
  }

  /// Asks for all of it in every way.
  void ask(Node& node) const {
    for (const auto& thing : things) {
      for (const auto* format : {"json", "csv"}) {
        node.ask("GET", fmt::format("/api/{}", thing.resource), "", {{"format", format}});
        node.ask("GET", fmt::format("/api/{}", thing.resource), "", {{"q", "canary"}, {"format", format}});
        node.ask("GET", fmt::format("/api/{}", thing.resource), "",
                 {{"organisation", to_string(node.foreign)}, {"format", format}});
      }
    }
    for (const auto& path : paths)
      node.ask("GET", path);
    node.ask("GET", "/api/inventories");
    node.ask("GET", "/api/inventories", "", {{"asset", on}});
    for (const auto* what : {"", "/components", "/differences", "/file"})
      node.ask("GET", inventory + what);
    for (const auto* text :
         {"198.51.100.7", "198.51.100.0/22", "0.0.0.0/0", "AS64499", "lamp", "lamp- 1.0", "water", "الماء", "7f3a"})
      node.ask("GET", "/api/who", "", {{"q", text}});
    node.ask("GET", "/api/networks/overlaps");
    node.ask("GET", "/api/networks/overlaps", "", {{"organisation", to_string(node.foreign)}});
    for (const auto* format : {"html", "csv"})
      node.ask("GET", "/api/call-sheet", "", {{"verified_before", "2027-01-01"}, {"format", format}});
  }

  std::vector<std::string> paths{};
  std::string inventory{};
  std::string on{};
};

bool tells(const Node& node) {
  return to_lower(node.said).find(to_lower(canary)) != std::string::npos;
}

}  // namespace

TEST_CASE("each role does with what belongs to an organisation what access.txt says, and no more") {
  const auto expected = access::made::read_expected();
  Node node;
  const access::ScopeId own{node.own.bytes};
  for (const auto& thing : things) {
    for (const auto& [name, cells] : expected.at(std::string(thing.resource))) {
      INFO(thing.resource << " " << name);
      node.become(access::made::role_of(name), own);
      CHECK(verbs(node, thing, node.own) == cells[0]);
      CHECK(verbs(node, thing, node.foreign) == cells[1]);
      node.become(access::made::role_of(name), Node::nation);
      CHECK(verbs(node, thing, node.foreign) == cells[0]);
      become_abroad(node, access::made::role_of(name));
      CHECK(verbs(node, thing, node.own) == cells[2]);
    }
  }
}

TEST_CASE("what belongs to an organisation can't be moved to another, made there, or claimed for nobody") {
  Node node;
  node.become(Role::administrator, access::ScopeId{node.own.bytes});
  for (const auto& thing : things) {
    const auto list = fmt::format("/api/{}", thing.resource);
    const auto own = path_of(thing, node.add(thing.saved, {thing.body(to_string(node.own), "ours")}));
    node.take_revision(own);
    CHECK(node.ask("PUT", own, thing.body(to_string(node.foreign), "ours")).status == 422);
    CHECK(node.ask("PUT", own, thing.body(std::string(32, '0'), "ours")).status == 422);
    CHECK(node.ask("POST", list, thing.body("", "ours")).status == 422);
    CHECK(node.ask("POST", list, thing.body("' OR 1=1 --", "ours")).status == 422);
    CHECK(node.ask("GET", own).body.find(to_string(node.own)) != std::string::npos);
  }
}

TEST_CASE("inventories are taken and read by whom access.txt says") {
  const auto expected = access::made::read_expected();
  Node node;
  const auto machine = [&](const SubjectId& of) { return node.add("asset_saved", {asset(to_string(of), "machine")}); };
  const std::pair<SubjectId, SubjectId> machines{machine(node.own), machine(node.foreign)};
  node.become(Role::administrator, Node::nation);
  const auto path = [&](const SubjectId& on) {
    return "/api/inventories/" + member(upload(node, on, sbom("lamp", "1.0")), "id");
  };
  const std::pair<std::string, std::string> there{path(machines.first), path(machines.second)};
  const auto does = [&](const SubjectId& on, const std::string& inventory) {
    std::vector<std::string_view> all;
    if (node.ask("GET", inventory).status == 200) all.emplace_back("read");
    for (const auto* what : {"/components", "/differences", "/file"})
      CHECK((node.ask("GET", inventory + what).status == 200) == !all.empty());
    if (upload(node, on, sbom("lamp", "2.0")).status == 201) all.emplace_back("create");
    return all.empty() ? std::string("-") : fmt::format("{}", fmt::join(all, " "));
  };
  for (const auto& [name, cells] : expected.at("inventories")) {
    INFO(name);
    node.become(access::made::role_of(name), access::ScopeId{node.own.bytes});
    CHECK(does(machines.first, there.first) == cells[0]);
    CHECK(does(machines.second, there.second) == cells[1]);
    become_abroad(node, access::made::role_of(name));
    CHECK(does(machines.first, there.first) == cells[2]);
  }
}

TEST_CASE("no list, count, file, sheet, overlap or answer to who must know tells of a foreign organisation") {
  Node node;
  const Foreign foreign(node);
  // What is asked would tell, where it may: or this test could not fail.
  for (const auto role : {Role::administrator, Role::analyst, Role::auditor}) {
    node.become(role, Node::nation);
    foreign.ask(node);
    CHECK(tells(node));
  }
  for (const auto role : access::all_roles) {
    INFO(access::name_of(role));
    node.become(role, access::ScopeId{node.own.bytes});
    foreign.ask(node);
    CHECK_FALSE(tells(node));
    CHECK(node.said.find(to_string(node.foreign)) == std::string::npos);
    const auto nowhere = node.ask("GET", "/api/inventories/" + std::string(32, 'f'));
    CHECK(node.ask("GET", foreign.inventory).body == nowhere.body);
    CHECK(node.ask("GET", foreign.inventory + "/file").body == nowhere.body);
  }
  node.become(std::nullopt, Node::nation);
  foreign.ask(node);
  CHECK_FALSE(tells(node));
}

TEST_CASE("whoever may see organisations but not their networks or machines is told nothing by them") {
  Node node;
  const Foreign foreign(node);
  for (const auto role : {Role::trainer, Role::policy_officer, Role::coordinator}) {
    node.become(role, Node::nation);
    CHECK(who(node, "198.51.100.7") == Lines{"address 198.51.100.7/32"});
    CHECK(who(node, "lamp") == Lines{"name lamp"});
    // By its name, with its contacts only for whom they are.
    CHECK(who(node, "7f3a") ==
          Lines{"name 7f3a", fmt::format("{}: who_name {}", canary, role == Role::trainer ? 1 : 0)});
  }
}
