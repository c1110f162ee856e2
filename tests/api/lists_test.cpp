// Lists that are no resource's, as files: the same as their pages, for the same readers, and known to the access log.
#include "app/lists.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>

#include "access/made_expectation.h"
#include "exported.h"
#include "holdings.h"
#include "people.h"

using namespace manara;
using namespace manara::made;
using access::Role;

namespace {

std::string name_in_path(const api::Listed& list) {
  return std::string(list.path.substr(std::string_view("/api/").size()));
}

std::ptrdiff_t lines(const std::string& csv) {
  return std::ranges::count(csv, '\n');
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// What happened so far stands in the log.
void settle(Node& node) {
  REQUIRE(node.serving().access_log().write());
}

std::vector<access_log::Row> exports_noted(Node& node) {
  settle(node);
  return node.serving().access_log().rows({.kind = access_log::Kind::exported, .most = 100}).value();
}

/// An inventory on an asset of each organisation, and somebody with a role there.
struct Furnished : Node {
  ledger::SubjectId asset_of_own{};

  Furnished() {
    become(Role::analyst, nation);
    for (const auto& [owner, text] : {std::pair{own, std::string("gate")}, {foreign, std::string(canary)}}) {
      const auto one = add("asset_saved", {asset(to_string(owner), text)});
      if (owner == own) asset_of_own = one;
      REQUIRE(upload(*this, one, sbom("log4j", "2.0"), text + ".json").status == 201);
    }
    other_in(*this, scope_of(own), "desk");
    other_in(*this, scope_of(foreign), "canary-7f3a");
    said.clear();
  }
};

}  // namespace

TEST_CASE("a list as a file has a line for each item of its pages, for every role that access.txt knows") {
  Furnished node;
  const auto expected = access::made::read_expected();
  for (const auto* list : app::lists()) {
    const auto path = std::string(list->path);
    for (const auto& [name, cells] : expected.at(std::string(list->table.name))) {
      for (const auto& scope : {Node::nation, scope_of(node.own)}) {
        INFO(path, " ", name, " ", to_string(scope));
        node.become(name == "nobody" ? std::nullopt : access::read_role(name), scope);
        settle(node);
        const auto page = node.ask("GET", path, "", {{"limit", "200"}});
        settle(node);
        const auto file = node.ask("GET", path, "", {{"format", "csv"}, {"limit", "1"}});
        CHECK(file.status == page.status);
        const bool reads = cells[0].find("read") != std::string::npos;
        if (page.status != 200) {
          CHECK_FALSE((reads && scope == Node::nation));
          continue;
        }
        // Whoever read the access log before is in it.
        const bool is_log = list->table.name == "access_log";
        CHECK(lines(file.body) == static_cast<std::ptrdiff_t>(items(page)) + (is_log ? 2 : 1));
        CHECK((items(page) > 0) == reads);
      }
    }
  }
}

TEST_CASE("whoever takes a list as a file is told of nothing foreign, and the access log knows that they did") {
  Furnished node;
  for (const auto* list : app::lists()) {
    const auto name = name_in_path(*list);
    INFO(name);
    node.become(Role::administrator, Node::nation);
    settle(node);
    CHECK(has(to_lower(exported(node, name, "csv")), "canary-7f3a") == (name != "access-log"));
    const auto noted = exports_noted(node).front().event;
    CHECK(noted.resource == list->table.name);
    CHECK(noted.person == node.person);
    CHECK(noted.count == lines(exported(node, name, "csv")) - (name == "access-log" ? 2 : 1));
    CHECK(noted.scopes.empty() == (list->told != api::Told::of_people));
    node.become(Role::administrator, scope_of(node.own));
    node.said.clear();
    for (const auto* format : {"csv", "xlsx"}) {
      const auto answer = node.ask("GET", std::string(list->path), "", {{"format", format}});
      CHECK(answer.status == (name == "access-log" ? 403 : 200));
      if (answer.status == 200 && format == std::string_view("xlsx"))
        CHECK_FALSE(has(to_lower(sheet_of(answer.body)), "canary-7f3a"));
    }
    CHECK_FALSE(has(to_lower(node.said), "canary-7f3a"));
    if (name != "access-log") CHECK(exports_noted(node).front().event.person == node.person);
  }
}

TEST_CASE("csv has the names of the API, ids and codes; a workbook the reader's words, and what links lead to") {
  Furnished node;
  node.become(Role::administrator, Node::nation);
  const auto first_line = [&](const std::string& name) {
    const auto csv = exported(node, name, "csv");
    return csv.substr(3, csv.find('\r') - 3);
  };
  CHECK(first_line("people") == "id,scope,account,name,language,active");
  CHECK(first_line("grants") == "id,person,account,name,role,scope,until");
  CHECK(first_line("inventories") == "id,asset,organisation,at,name,format,digest,size,components,refused");
  CHECK(first_line("access-log") ==
        "index,at,kind,person.id,person.name,resource,item,organisations,network,result,count");
  const auto grants = exported(node, "grants", "csv");
  CHECK(has(grants, ",desk,O,trainer," + to_string(node.own) + ",\r\n"));
  const auto inventories = exported(node, "inventories", "csv", {{"asset", to_string(node.asset_of_own)}});
  CHECK(lines(inventories) == 2);
  CHECK(has(inventories, "," + to_string(node.asset_of_own) + "," + to_string(node.own) + ",20"));
  CHECK(has(inventories, "Z,gate.json,cyclonedx,"));
  CHECK(has(inventories, ",1,0\r\n"));

  node.become(Role::administrator, Node::nation, "fr");
  const auto in_french = sheet_of(exported(node, "grants", "xlsx"));
  CHECK(has(in_french, "Formateur"));
  CHECK(has(in_french, "Own hospital"));
  CHECK_FALSE(has(in_french, to_string(node.own)));
  CHECK(has(sheet_of(exported(node, "inventories", "xlsx")), ">gate<"));
  const auto log = sheet_of(exported(node, "access-log", "xlsx", {{"kind", "export"}}));
  CHECK(has(log, ">Export<"));
  CHECK_FALSE(has(log, ">Lecture<"));
  node.become(Role::administrator, Node::nation, "ar");
  const auto people = sheet_of(exported(node, "people", "xlsx"));
  CHECK(has(people, "rightToLeft=\"1\""));
  CHECK(has(people, "الحساب"));
}

TEST_CASE("what a spreadsheet would take for a formula is none, and a long list is there to its last page") {
  Furnished node;
  node.become(Role::administrator, Node::nation);
  const auto boss = node.people().actor_of(node.founder()).value();
  for (int i = 0; i < 205; ++i) {
    REQUIRE(node.people().save_person(boss, node.draft(),
                                      {.home = Node::nation,
                                       .account = fmt::format("many{:03}", i),
                                       .name = i == 0 ? "=HYPERLINK(0)" : "Many",
                                       .language = "en"}));
  }
  const auto csv = exported(node, "people", "csv", {{"q", "many"}});
  CHECK(lines(csv) == 206);
  CHECK(has(csv, ",'=HYPERLINK(0),"));
  CHECK_FALSE(has(csv, ",=HYPERLINK"));
  CHECK_FALSE(has(sheet_of(exported(node, "people", "xlsx", {{"q", "hyperlink"}})), "<f>"));
  CHECK(exports_noted(node)[1].event.count == 205);
  CHECK(node.ask("GET", "/api/people", "", {{"format", "pdf"}}).status == 400);
}

TEST_CASE("what was not found behind a part's path is in the access log, whether it is there or not") {
  Furnished node;
  node.become(Role::administrator, scope_of(node.own));
  const auto hidden = to_string(node.founder()), nobody = to_string(node.draft());
  const auto there = node.ask("GET", "/api/people/" + hidden), nowhere = node.ask("GET", "/api/people/" + nobody);
  CHECK(there.status == 404);
  CHECK(there.body == nowhere.body);
  CHECK(node.ask("GET", "/api/inventories/" + hidden + "/components").status == 404);
  CHECK(node.ask("POST", "/api/inventories", sbom("a", "1"), {{"asset", nobody}}).status == 404);
  CHECK(node.ask("GET", "/api/nothing").status == 404);
  settle(node);
  const auto rows = node.serving().access_log().rows({.kind = access_log::Kind::refusal, .most = 10}).value();
  REQUIRE(rows.size() == 4);
  CHECK(rows[3].event.resource == "GET /api/people/{id}");
  CHECK(rows[3].event.result == "request_not_found");
  CHECK(rows[3].event.person == node.person);
  CHECK(id_text(rows[3].event.item) == hidden);
  CHECK(id_text(rows[2].event.item) == nobody);
  CHECK(rows[1].event.resource == "GET /api/inventories/{id}/components");
  CHECK(rows[0].event.resource == "POST /api/inventories");
  CHECK(id_text(rows[0].event.item) == nobody);
}
