#include "app/own_statements.h"

#include <doctest/doctest.h>

#include "app/made_feeds.h"

using namespace manara;
using namespace manara::app;
using namespace manara::app::made;

namespace {

constexpr std::string_view openvex =
    R"({"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.org/vex/1","author":"Harbour","version":1,
"timestamp":"2030-01-02T03:04:05Z","statements":[{"vulnerability":{"name":"CVE-2030-0001"},
"products":[{"@id":"pkg:pypi/lamp@1.0"}],"status":"not_affected","justification":"component_not_present"}]})";

constexpr std::string_view cyclonedx =
    R"({"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[
{"type":"library","bom-ref":"r","name":"lamp","version":"1.0","purl":"pkg:pypi/lamp@1.0"}],
"vulnerabilities":[{"id":"CVE-2030-0002","analysis":{"state":"not_affected"},"affects":[{"ref":"r"}]}]})";

}  // namespace

TEST_CASE("statements come from documents of any format that holds them, several at once, a folder too") {
  Tree tree;
  tree.file("vex/a.json", openvex).file("vex/b.cdx.json", cyclonedx);
  const auto both = read_vex({tree.path("vex/a.json"), tree.path("vex/b.cdx.json")});
  REQUIRE(both);
  REQUIRE(both->statements.size() == 2);
  CHECK(both->statements[0].vulnerabilities.front() == "CVE-2030-0001");
  CHECK(both->statements[1].vulnerabilities.front() == "CVE-2030-0002");
  tree.file("vex/README.txt", "What we know of our lamps");
  CHECK(read_vex({tree.path("vex")})->statements.size() == 2);
  CHECK(read_vex({})->statements.empty());
}

TEST_CASE("a statement that can't be used is said, with its place") {
  Tree tree;
  std::string text(openvex);
  text.replace(text.find("\"statements\":["), 14, R"("statements":[{"vulnerability":{"name":"CVE-2030-0009"}},)");
  tree.file("a.json", text);
  std::string bom(cyclonedx);
  bom.replace(bom.find("not_affected"), 12, "never_mind");
  tree.file("b.cdx.json", bom);
  const auto first = read_vex({tree.path("a.json")});
  REQUIRE(first);
  CHECK(first->statements.size() == 1);
  REQUIRE(first->unused.size() == 1);
  CHECK(first->unused[0].code == Code{"openvex_statement"});
  CHECK(first->unused[0].place.path == "statements/0");
  CHECK(first->unused[0].place.file == tree.path("a.json"));
  const auto both = read_vex({tree.path("a.json"), tree.path("b.cdx.json")});
  CHECK(both.error().code == Code{"vex_none"});  // b holds none that can be used
}

TEST_CASE("a file without a single statement is refused, and so is one that nothing reads") {
  Tree tree;
  tree.file("none.json", sbom("lamp", "1.0")).file("letter.txt", "Dear Sir or Madam").file("kev.json", kev_catalogue);
  tree.file("half.json", openvex.substr(0, openvex.size() / 2));
  CHECK(read_vex({tree.path("none.json")}).error().code == Code{"vex_none"});
  CHECK(read_vex({tree.path("letter.txt")}).error().code == Code{"vex_none"});
  CHECK(read_vex({tree.path("kev.json")}).error().code == Code{"vex_none"});
  CHECK(read_vex({tree.path("half.json")}).error().code == Code{"json_truncated"});
  CHECK(read_vex({tree.path("missing")}).error().code == Code{"file_not_found"});
}
