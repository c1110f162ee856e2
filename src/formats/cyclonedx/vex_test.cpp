#include "formats/cyclonedx/vex.h"

#include <doctest/doctest.h>

#include "formats/cyclonedx/cyclonedx.h"

using namespace manara;
using namespace manara::formats;

namespace {

Inventory read(std::string_view text) {
  const auto stream = io::from_memory(text);
  auto inventory = cyclonedx.read(*stream, "vex.json", {});
  REQUIRE(inventory);
  return *std::move(inventory);
}

/// "CVE-1 not_affected [vulnerable_code_not_present] a b"
std::string summary(const Inventory& inventory) {
  constexpr const char* statuses[] = {"not_affected", "affected", "fixed", "under_investigation"};
  std::string out;
  for (const auto& statement : inventory.vex) {
    for (const auto& id : statement.vulnerabilities)
      out += id + " ";
    out += statuses[static_cast<std::size_t>(statement.status)];
    if (!statement.justification.empty()) out += " [" + statement.justification + "]";
    for (const auto& product : statement.products)
      out += " " + product;
    out += "\n";
  }
  return out;
}

std::string document(const std::string& vulnerabilities) {
  return R"({"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
    "metadata":{"supplier":{"name":"Ministry"}},"components":[
    {"type":"library","bom-ref":"json","name":"json","version":"2.4.0","purl":"pkg:maven/org.example/json@2.4.0?type=jar"},
    {"type":"application","bom-ref":"desk","name":"desk","version":"5"},{"type":"application","bom-ref":"bare","name":"bare"}],
    "vulnerabilities":[)" +
         vulnerabilities + "]}";
}

}  // namespace

TEST_CASE("state, justification, response and aliases become a statement") {
  const auto inventory =
      read(document(R"({"id":"CVE-2030-1","references":[{"id":"GHSA-x"}],"analysis":{"state":"not_affected",
    "justification":"code_not_reachable","response":["will_not_fix","update"],"detail":"Never called."},"affects":[{"ref":"json"},{"ref":"desk"}]},
    {"id":"CVE-2030-2","analysis":{"state":"resolved","justification":"code_not_present"},"affects":[{"ref":"desk"}]},
    {"id":"CVE-2030-3","analysis":{"state":"in_triage"},"affects":[{"ref":"desk"}]},
    {"id":"CVE-2030-4","analysis":{"state":"exploitable"},"affects":[{"ref":"desk"}]},
    {"id":"CVE-2030-5","analysis":{"state":"false_positive","justification":"requires_configuration"},"affects":[{"ref":"desk"}]},
    {"id":"CVE-2030-6","ratings":[],"affects":[{"ref":"desk"}]})"));
  CHECK(summary(inventory) ==
        "CVE-2030-1 GHSA-x not_affected [vulnerable_code_not_in_execute_path] json desk\n"
        "CVE-2030-2 fixed desk\nCVE-2030-3 under_investigation desk\nCVE-2030-4 affected desk\n"
        "CVE-2030-5 not_affected [requires_configuration] desk\n");
  CHECK(inventory.vex[0].statement == "Never called.; will_not_fix; update");
  CHECK(inventory.vex[0].author == "Ministry");
  CHECK(inventory.vex[0].found_in == "vex.json");
  CHECK(inventory.refused.empty());
}

TEST_CASE(
    "a version or range is about itself alone: of the component at hand, of another version of its purl, or unusable") {
  const auto inventory =
      read(document(R"({"id":"CVE-2030-1","analysis":{"state":"not_affected","justification":"code_not_present"},
    "affects":[{"ref":"json","versions":[{"version":"2.4.0","status":"unaffected"},{"version":"2.3.0","status":"affected"},
      {"range":"vers:maven/>=2.2.0|<=2.4.0","status":"unaffected"},{"range":"vers:maven/>=3.0|<=4.0","status":"unaffected"},
      {"version":"2.2.0","status":"unknown"}]},
     {"ref":"desk","versions":[{"range":"vers:generic/>=1|<=6"},{"version":"4"}]},
     {"ref":"bare","versions":[{"range":"vers:semver/>=1.0.0"}]}]})"));
  CHECK(summary(inventory) ==
        "CVE-2030-1 not_affected [vulnerable_code_not_present] json json desk\n"
        "CVE-2030-1 affected pkg:maven/org.example/json@2.3.0?type=jar\n"
        "CVE-2030-1 under_investigation pkg:maven/org.example/json@2.2.0?type=jar\n");
  REQUIRE(inventory.refused.size() == 2);
  CHECK(inventory.refused[0].reason == Message{Code{"vex_version_unusable"}, {"CVE-2030-1", "desk", "4"}});
  CHECK(inventory.refused[1].reason ==
        Message{Code{"vex_version_unusable"}, {"CVE-2030-1", "bare", "vers:semver/>=1.0.0"}});
}

TEST_CASE("BOM-Links: into this document the reference, into another its purl, else the link as it is") {
  const auto inventory = read(document(R"({"id":"CVE-2030-1","analysis":{"state":"exploitable"},"affects":[
    {"ref":"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#desk"},
    {"ref":"urn:cdx:11111111-395b-41f5-a30f-a58921a69b79/1#pkg:maven/org.example/json%402.10.0?type=jar"},
    {"ref":"urn:cdx:11111111-395b-41f5-a30f-a58921a69b79/1#desk"},{"ref":"urn:cdx:#desk"},{"ref":""}]})"));
  CHECK(summary(inventory) ==
        "CVE-2030-1 affected desk pkg:maven/org.example/json@2.10.0?type=jar "
        "urn:cdx:11111111-395b-41f5-a30f-a58921a69b79/1#desk urn:cdx:#desk\n");
}

TEST_CASE("a document of VEX alone is read, in XML too") {
  const auto inventory = read(R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><vulnerabilities><vulnerability>
    <id>CVE-2030-1</id><references><reference><id>GHSA-x</id></reference></references>
    <analysis><state>not_affected</state><justification>code_not_present</justification>
     <responses><response>update</response></responses><detail>Removed.</detail></analysis>
    <affects><target><ref>urn:cdx:11111111-395b-41f5-a30f-a58921a69b79/1#pkg:pypi/a</ref>
     <versions><version><version>1.0</version><status>unaffected</status></version></versions></target></affects>
    </vulnerability></vulnerabilities></bom>)");
  CHECK(inventory.components.empty());
  CHECK(summary(inventory) == "CVE-2030-1 GHSA-x not_affected [vulnerable_code_not_present] pkg:pypi/a@1.0\n");
  CHECK(inventory.vex[0].statement == "Removed.; update");
}

TEST_CASE("a statement of unknown state or about nothing is refused, never guessed") {
  const auto inventory = read(document(R"({"id":"CVE-2030-1","analysis":{"state":"fine"},"affects":[{"ref":"desk"}]},
    {"analysis":{"state":"resolved"},"affects":[{"ref":"desk"}]},{"id":"CVE-2030-2","analysis":{"state":"resolved"}})"));
  CHECK(inventory.vex.empty());
  REQUIRE(inventory.refused.size() == 2);
  CHECK(inventory.refused[0].reason == Message{Code{"vex_state_unknown"}, {"fine"}});
  CHECK(inventory.refused[1].reason.code == Code{"vex_without_id"});
}
