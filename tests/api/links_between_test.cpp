// Links from one item to another over the API: an organisation's place below its parent, in the hands of somebody who
// sees the one and not the other; and that nobody is given a person's data without a line in the access log.
#include <doctest/doctest.h>

#include "node.h"

using namespace manara;
using namespace manara::made;
using access::Role;

namespace {

std::string organisation(std::string_view name, const std::string& parent) {
  const auto link = parent.empty() ? std::string() : fmt::format(R"(,"parent":"{}")", parent);
  return fmt::format(R"({{"names":{{"en":"{}"}},"sector":"water"{}}})", name, link);
}

std::string path_to(const ledger::SubjectId& id) {
  return "/api/organisations/" + to_string(id);
}

bool complains(const Response& response, std::string_view code) {
  return response.status == 422 && response.body.find(fmt::format(R"("code":"{}")", code)) != std::string::npos;
}

std::size_t reads_of_contacts(Node& node) {
  REQUIRE(node.serving().access_log().write());
  return node.serving().access_log().rows({.kind = access_log::Kind::read}).value().size();
}

}  // namespace

TEST_CASE("an officer saves their organisation below a parent that they don't see, and leaves it where it is") {
  Node node;
  const auto ward = node.add("organisation_saved", {organisation("Ward", to_string(node.foreign))});
  node.become(Role::organisation_officer, access::ScopeId{ward.bytes});
  node.take_revision(path_to(ward));
  CHECK(complains(node.ask("PUT", path_to(ward), organisation("Ward 2", "")), "field_kept"));
  CHECK(complains(node.ask("PUT", path_to(ward), organisation("Ward 2", to_string(ward))), "field_kept"));
  CHECK(complains(node.ask("PUT", path_to(ward), organisation("Ward 2", to_string(node.own))), "field_kept"));
  CHECK(node.ask("PUT", path_to(ward), organisation("Ward 2", to_string(node.foreign))).status == 200);
  CHECK(node.ask("GET", path_to(ward)).body.find("Ward 2") != std::string::npos);
}

TEST_CASE("no organisation comes to stand below itself") {
  Node node;
  node.become(Role::administrator, Node::nation);
  const auto middle = node.add("organisation_saved", {organisation("Middle", to_string(node.own))});
  const auto lowest = node.add("organisation_saved", {organisation("Lowest", to_string(middle))});
  node.take_revision(path_to(node.own));
  for (const auto& below : {node.own, middle, lowest})
    CHECK(complains(node.ask("PUT", path_to(node.own), organisation("Own", to_string(below))), "field_circle"));
  CHECK(node.ask("PUT", path_to(node.own), organisation("Own", to_string(node.foreign))).status == 200);
}

TEST_CASE("a circle is refused in an import as well, and a parent that isn't seen may stand in its file") {
  Node node;
  const auto ward = node.add("organisation_saved", {organisation("Ward", to_string(node.foreign))});
  node.become(Role::organisation_officer, access::ScopeId{ward.bytes});
  const auto file = [&](std::string_view name, const std::string& parent) {
    return fmt::format("id,names.en,sector,parent\n{},{},water,{}\n", to_string(ward), name, parent);
  };
  const auto send = [&](const std::string& text) {
    return node.ask("POST", "/api/imports/organisations", text, {{"mode", "apply"}}).body;
  };
  CHECK(send(file("Ward 3", to_string(node.foreign))).find(R"("changed":1)") != std::string::npos);
  CHECK(send(file("Ward 4", to_string(ward))).find("field_kept") != std::string::npos);
  node.become(Role::administrator, Node::nation);
  CHECK(send(file("Ward 5", to_string(ward))).find("field_circle") != std::string::npos);
  CHECK(send(file("Ward 6", "")).find(R"("changed":1)") != std::string::npos);
}

TEST_CASE("who comes too late with a change is given the item, and stands in the access log for it") {
  Node node;
  const auto contact = node.add(
      "contact_saved", {fmt::format(R"({{"organisation":"{}","kind":"person","name":"Amal"}})", to_string(node.own))});
  node.become(Role::analyst, Node::nation);
  const auto late = node.ask("PUT", "/api/contacts/" + to_string(contact),
                             fmt::format(R"({{"organisation":"{}","kind":"person","name":"B"}})", to_string(node.own)));
  CHECK(late.status == 412);
  CHECK(late.body.find("Amal") != std::string::npos);
  CHECK(node.ask("DELETE", "/api/contacts/" + to_string(contact)).status == 412);
  CHECK(reads_of_contacts(node) == 2);
}
