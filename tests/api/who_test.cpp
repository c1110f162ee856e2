// Who must know, overlaps, inventories and the call sheet over the API: what is answered to those who may see it.
#include <algorithm>
#include <doctest/doctest.h>

#include "holdings.h"

using namespace manara;
using namespace manara::made;
using access::Role;

TEST_CASE("an address is of whom has the longest network that holds it, on that day; a domain by its longest end") {
  Node node;
  add_network(node, node.foreign, "192.0.2.0/24");
  add_network(node, node.own, "192.0.2.64/26");
  add_network(node, node.own, "192.0.2.65/32", R"(,"until":"2020-12-31")");
  add_network(node, node.foreign, "192.0.2.66/32", R"(,"since":"2999-01-01")");
  add_network(node, node.foreign, "2001:db8::/32");
  add_network(node, node.own, "2001:db8:0:1::/64");
  add_network(node, node.foreign, "ministry.example");
  add_network(node, node.own, "hospital.ministry.example");
  add_network(node, node.own, "AS64500");
  node.become(Role::analyst, Node::nation);
  const auto foreign = fmt::format("{}: who_network 0", canary);
  CHECK(who(node, "192.0.2.1") == Lines{"address 192.0.2.1/32", foreign});
  CHECK(who(node, " 192.0.2.70 ") == Lines{"address 192.0.2.70/32", "Own hospital: who_network 0"});
  CHECK(who(node, "192.0.2.65")[1] == "Own hospital: who_network 0");  // the narrower one is over
  CHECK(who(node, "192.0.2.66")[1] == "Own hospital: who_network 0");  // the narrower one has not begun
  CHECK(who(node, "198.51.100.1") == Lines{"address 198.51.100.1/32"});
  CHECK(who(node, "::ffff:192.0.2.1") == Lines{"address 192.0.2.1/32", foreign});
  CHECK(who(node, "2001:db8:0:1::9")[1] == "Own hospital: who_network 0");
  CHECK(who(node, "2001:db8:0:2::9")[1] == foreign);
  CHECK(who(node, "192.0.2.0/24") ==
        Lines{"address 192.0.2.0/24", fmt::format("{}: who_own 0", canary), "Own hospital: who_within 0"});
  CHECK(who(node, "as64500") == Lines{"address AS64500", "Own hospital: who_own 0"});
  CHECK(who(node, "ministry.example")[1] == fmt::format("{}: who_own 0", canary));
  for (const auto* text :
       {"www.hospital.ministry.example", "amina@hospital.ministry.example",
        "https://a:b@www.hospital.ministry.example:8443/x?y#z", "hxxps://www[.]hospital[.]ministry[.]example/x",
        "HOSPITAL.ministry.example.", "www.hospital.ministry.example:443"}) {
    INFO(text);
    const auto answer = who(node, text);
    REQUIRE(answer.size() == 2);
    CHECK(answer[1].starts_with("Own hospital: who_"));
  }
  CHECK(who(node, "http://192.0.2.70/x")[1] == "Own hospital: who_network 0");
  CHECK(who(node, "http://[2001:db8:0:1::9]:80/x")[1] == "Own hospital: who_network 0");
  CHECK(who(node, "evilministry.example") == Lines{"domain evilministry.example"});
  // What can't be known is said.
  CHECK(node.ask("GET", "/api/who", "", {{"q", "192.0.2.1"}}).body.find("who_asn_unknown") != std::string::npos);
}

TEST_CASE("a sector in three languages, a product by the newest inventory, a name, and what is none of these") {
  Node node;
  node.add("contact_saved", {contact(to_string(node.own), "Amina")});
  const auto machine = node.add("asset_saved", {asset(to_string(node.own), "mail server")});
  node.become(Role::analyst, Node::nation);
  for (const auto* text : {"water", "Water", "EAU", "المياه"})
    CHECK(who(node, text) ==
          Lines{"sector water", fmt::format("{}: who_sector 0", canary), "Own hospital: who_sector 1"});
  REQUIRE(upload(node, machine, sbom("openssl", "3.0.1")).status == 201);
  CHECK(who(node, "OpenSSL") == Lines{"product OpenSSL", "Own hospital: who_product 1"});
  CHECK(who(node, "openssl 3.0") == Lines{"product openssl 3.0", "Own hospital: who_product 1"});
  CHECK(who(node, "openssl 3.1") == Lines{"name openssl 3.1"});
  CHECK(who(node, "ssl") == Lines{"name ssl"});
  REQUIRE(upload(node, machine, sbom("node.js", "22")).status == 201);
  CHECK(who(node, "openssl") == Lines{"name openssl"});  // no longer there
  CHECK(who(node, "node.js") == Lines{"product node.js", "Own hospital: who_product 1"});
  CHECK(who(node, "hospital") == Lines{"name hospital", "Own hospital: who_name 1"});
  for (const auto* text : {"%", "_", "' OR 1=1 --", "\xff", "\xe2\x80\x8b", "<script>alert(1)</script>", "://", "@",
                           "[", "http://[", "/", "a:b:c"})
    CHECK(who(node, text).size() == 1);
  CHECK(node.ask("GET", "/api/who").status == 400);
  CHECK(node.ask("GET", "/api/who", "", {{"q", ""}}).status == 400);
  CHECK(node.ask("GET", "/api/who", "", {{"q", std::string(5000, 'a')}}).status == 400);
  CHECK(node.ask("GET", "/api/who", "", {{"q", "a"}, {"scope", "all"}}).status == 400);
}

TEST_CASE("networks that two organisations hold at the same time are shown, each pair once, page by page") {
  Node node;
  add_network(node, node.foreign, "192.0.2.0/24");
  add_network(node, node.own, "192.0.2.64/26");
  add_network(node, node.own, "192.0.2.128/25", R"(,"until":"2020-12-31")");
  add_network(node, node.foreign, "192.0.2.128/26", R"(,"since":"2021-01-01")");
  add_network(node, node.own, "example.org");
  add_network(node, node.foreign, "example.org");
  add_network(node, node.foreign, "mail.example.org");
  add_network(node, node.own, "AS64500");
  add_network(node, node.foreign, "AS64501");
  add_network(node, node.foreign, "::/0");
  node.become(Role::analyst, Node::nation);
  Lines pairs;
  std::string next;
  do {
    Query query{{"limit", "1"}};
    if (!next.empty()) query.emplace_back("after", next);
    const auto page = node.ask("GET", "/api/networks/overlaps", "", query);
    REQUIRE(page.status == 200);
    json::Document document;
    const auto root = document.parse(page.body);
    for (const auto item : (*root)["items"].elements())
      pairs.push_back(fmt::format("{} {}", item["a"]["value"].string(), item["b"]["value"].string()));
    next = (*root)["next"].text();
  } while (!next.empty());
  std::ranges::sort(pairs);
  CHECK(pairs == Lines{"192.0.2.0/24 192.0.2.128/25", "192.0.2.0/24 192.0.2.64/26", "example.org example.org",
                       "example.org mail.example.org"});
  for (const auto* bad : {"0", "x", ""})
    CHECK(node.ask("GET", "/api/networks/overlaps", "", {{"limit", bad}}).status == 400);
  CHECK(node.ask("GET", "/api/networks/overlaps", "", {{"after", "00"}}).status == 400);
  CHECK(node.ask("GET", "/api/networks/overlaps", "", {{"organisation", "' OR 1=1"}}).status == 400);
  node.become(Role::analyst, access::ScopeId{node.own.bytes});
  CHECK(node.ask("GET", "/api/networks/overlaps").body == R"({"items":[],"next":null})");
}

TEST_CASE("an inventory is kept as it came, once for a wish, with its components and what changed") {
  Node node;
  const auto machine = node.add("asset_saved", {asset(to_string(node.own), "machine")});
  node.become(Role::organisation_officer, access::ScopeId{node.own.bytes});
  const auto one = sbom("lamp", "1.0");
  const auto first = upload(node, machine, one, "/tmp/\u0645\u0646\u0627\u0631\u0629 \"a\".json");
  REQUIRE(first.status == 201);
  CHECK(member(first, "format") == "cyclonedx");
  CHECK(member(first, "organisation") == to_string(node.own));
  const auto path = "/api/inventories/" + member(first, "id");
  const auto file = node.ask("GET", path + "/file");
  CHECK(file.body == one);
  std::string disposition;
  for (const auto& header : file.headers) {
    if (header.name == "Content-Disposition") disposition = header.value;
    if (header.name == "Content-Type") CHECK(header.value == "application/octet-stream");
  }
  CHECK(disposition.starts_with("attachment; filename=\""));
  CHECK(std::ranges::count(disposition, '"') == 2);
  CHECK(node.ask("GET", path + "/components").body ==
        R"({"items":[{"name":"lamp","version":"1.0","purl":"pkg:npm/lamp@1.0"}],"next":null,"total":1})");
  CHECK(node.ask("GET", path + "/differences").body == R"({"before":null,"added":[],"removed":[],"changed":[]})");
  const auto second = upload(node, machine, sbom("lamp", "2.0"));
  REQUIRE(second.status == 201);
  CHECK(
      node.ask("GET", "/api/inventories/" + member(second, "id") + "/differences").body ==
      fmt::format(R"({{"before":"{}","added":[],"removed":[],"changed":[{{"name":"lamp","from":"1.0","to":"2.0"}}]}})",
                  member(first, "id")));
  // The newest first, in pages.
  const auto page = node.ask("GET", "/api/inventories", "", {{"asset", to_string(machine)}, {"limit", "1"}});
  CHECK(page.body.find(member(second, "id")) != std::string::npos);
  CHECK(page.body.find(member(first, "id")) == std::string::npos);
  const auto rest = node.ask("GET", "/api/inventories", "", {{"after", member(page, "next")}});
  CHECK(rest.body.find(member(first, "id")) != std::string::npos);
  CHECK(rest.body.find(member(second, "id")) == std::string::npos);
}

TEST_CASE("what is no inventory is refused with its reason, and nothing is kept") {
  Node node;
  const auto machine = node.add("asset_saved", {asset(to_string(node.own), "machine")});
  node.become(Role::administrator, access::ScopeId{node.own.bytes});
  const auto whole = sbom("lamp", "1.0");
  const std::string bodies[] = {"",
                                "Dear Sir or Madam",
                                whole.substr(0, whole.size() - 2),
                                std::string(3000, '\0'),
                                "PK\x03\x04" + std::string(40, '\xff'),
                                "\x1f\x8b\x08",
                                std::string(5000, '[')};
  for (const auto& body : bodies) {
    const auto refused = upload(node, machine, body);
    CHECK(refused.status == 422);
    CHECK(member(refused, "code") == "inventory_unreadable");
  }
  const auto ask = [&](const Query& query) { return node.ask("POST", "/api/inventories", whole, query).status; };
  CHECK(ask({}) == 400);
  CHECK(ask({{"asset", "x"}}) == 400);
  CHECK(ask({{"asset", to_string(machine)}, {"name", "a\r\nSet-Cookie: b"}}) == 400);
  CHECK(ask({{"asset", to_string(machine)}, {"name", std::string(300, 'a')}}) == 400);
  CHECK(ask({{"asset", to_string(machine)}, {"at", "2020-01-01"}}) == 400);
  CHECK(ask({{"asset", std::string(32, 'f')}}) == 404);
  CHECK(node.ask("GET", "/api/inventories").body == R"({"items":[],"next":null})");
  for (const auto* path : {"/api/inventories/x", "/api/inventories/x/file", "/api/inventories/"})
    CHECK(node.ask("GET", path).status == 404);
  CHECK(node.ask("DELETE", "/api/inventories").status == 405);
}

TEST_CASE("an asset takes its inventories along: to another organisation, and away") {
  Node node;
  const auto machine = node.add("asset_saved", {asset(to_string(node.own), "machine")});
  node.become(Role::administrator, Node::nation);
  const auto id = member(upload(node, machine, sbom("lamp", "1.0")), "id");
  const auto there = "/api/assets/" + to_string(machine);
  node.take_revision(there);
  REQUIRE(node.ask("PUT", there, asset(to_string(node.foreign), "machine")).status == 200);
  CHECK(member(node.ask("GET", "/api/inventories/" + id), "organisation") == to_string(node.foreign));
  CHECK(who(node, "lamp").at(1).starts_with(canary));
  node.become(Role::administrator, access::ScopeId{node.own.bytes});
  CHECK(node.ask("GET", "/api/inventories/" + id).status == 404);
  CHECK(who(node, "lamp").size() == 1);
  node.become(Role::administrator, Node::nation);
  node.take_revision(there);
  REQUIRE(node.ask("DELETE", there).status == 204);
  CHECK(node.ask("GET", "/api/inventories/" + id).status == 404);
  CHECK(who(node, "lamp").size() == 1);
}

TEST_CASE("a call sheet lists whom nobody verified since a day, for print and mail merge, and runs nothing") {
  Node node;
  const auto owner = to_string(node.own);
  node.add("contact_saved", {contact(owner, "<script>alert(1)</script>")});
  node.add("contact_saved", {contact(owner, "=1+1")});
  node.add("contact_saved", {fmt::format(R"({{"organisation":"{}","kind":"role","name":"Duty desk"}})", owner)});
  node.add("contact_saved",
           {fmt::format(R"({{"organisation":"{}","kind":"role","name":"Fresh","verified":"2026-11-01"}})", owner)});
  node.become(Role::analyst, Node::nation);
  const auto sheet = [&](Query query) {
    query.emplace_back("verified_before", "2026-06-01");
    return node.ask("GET", "/api/call-sheet", "", query);
  };
  const auto page = sheet({{"language", "ar"}});
  CHECK(page.status == 200);
  CHECK(page.body.find("<html lang=\"ar\" dir=\"rtl\">") != std::string::npos);
  CHECK(page.body.find("Duty desk") != std::string::npos);
  CHECK(page.body.find("Fresh") == std::string::npos);
  CHECK(page.body.find("<script") == std::string::npos);
  CHECK(page.body.find("&lt;script&gt;") != std::string::npos);
  const auto csv = sheet({{"format", "csv"}});
  CHECK(std::ranges::count(csv.body, '\n') == 4);
  CHECK(csv.body.find(",'=1+1,") != std::string::npos);
  CHECK(csv.body.find(",=1+1") == std::string::npos);
  CHECK(node.ask("GET", "/api/call-sheet").status == 400);
  for (const auto& [name, value] :
       Query{{"verified_before", "yesterday"}, {"format", "pdf"}, {"language", "xx"}, {"x", "y"}})
    CHECK(sheet({{name, value}}).status == 400);
  node.become(Role::policy_officer, Node::nation);
  CHECK(sheet({}).body.find("Duty desk") == std::string::npos);
}

TEST_CASE("whoever was told of contacts elsewhere, or took a sheet or an inventory's file, is in the access log") {
  Node node;
  node.add("contact_saved", {contact(to_string(node.own), "Amina")});
  const auto machine = node.add("asset_saved", {asset(to_string(node.own), "machine")});
  node.become(Role::administrator, Node::nation);
  const auto received = upload(node, machine, sbom("lamp", "1.0"));
  const auto events = [&](access_log::Kind kind) {
    REQUIRE(node.serving().access_log().write());
    const auto rows = node.serving().access_log().rows({.kind = kind});
    REQUIRE(rows);
    std::string all;
    for (const auto& row : *rows)
      all += fmt::format("{} {};", row.event.resource, row.event.scopes.size());
    return all;
  };
  REQUIRE(who(node, "Own hospital").size() == 2);
  CHECK(events(access_log::Kind::read) == "contacts 1;");
  REQUIRE(node.ask("GET", "/api/call-sheet", "", {{"verified_before", "2027-01-01"}}).status == 200);
  REQUIRE(node.ask("GET", "/api/inventories/" + member(received, "id") + "/file").status == 200);
  CHECK(events(access_log::Kind::exported) == "inventories 1;contacts 1;");
}
