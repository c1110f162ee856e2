#include "formats/csaf/csaf.h"

#include <doctest/doctest.h>

#include "formats/collecting_sink.h"

using namespace manara;
using namespace manara::formats;

namespace {

constexpr std::string_view document =
    R"({"document":{"category":"csaf_security_advisory","csaf_version":"2.0","title":"Lamp",
"publisher":{"name":"Harbour PSIRT"},"tracking":{"id":"HSA-1","initial_release_date":"2030-01-01T00:00:00Z","current_release_date":"2030-01-02T00:00:00Z"}},
"product_tree":{"branches":[{"category":"vendor","name":"Harbour","branches":[
 {"category":"product_name","name":"Lamp","branches":[
  {"category":"product_version_range","name":"<2.1","product":{"product_id":"P1","name":"Lamp <2.1","product_identification_helper":{"cpe":"cpe:2.3:a:harbour:lamp:*:*:*:*:*:*:*:*"}}},
  {"category":"product_version","name":"2.1","product":{"product_id":"P2","name":"Lamp 2.1","product_identification_helper":{"purl":"pkg:npm/lamp@2.1"}}}]}]}],
 "full_product_names":[{"product_id":"P3","name":"Another"}],
 "relationships":[{"category":"default_component_of","product_reference":"P1","relates_to_product_reference":"P3","full_product_name":{"product_id":"P4","name":"Lamp in Another"}}]},
"vulnerabilities":[{"cve":"CVE-2030-0001","scores":[{"cvss_v3":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},"products":["P1"]}],
 "product_status":{"known_affected":["P1","P4"],"fixed":["P2"],"known_not_affected":["P2"]},
 "flags":[{"label":"component_not_present","product_ids":["P2"]}]}]})";

}  // namespace

TEST_CASE("CSAF: products of the tree, ranges, and statuses as advisories and VEX") {
  CHECK(looks_like_csaf({.path = "x", .head = document}));
  const auto feed = collect_feed(csaf, document, "x");
  REQUIRE(feed.status);
  REQUIRE(feed.advisories.size() == 1);
  const auto& advisory = feed.advisories[0];
  CHECK(advisory.id == "HSA-1");
  CHECK(advisory.upstream == std::vector<std::string>{"CVE-2030-0001"});
  REQUIRE(advisory.affected.size() == 2);  // by CPE, and by vendor and product; P4 is P1 as a part of another
  CHECK(advisory.affected[0].vendor == "harbour");
  CHECK(advisory.affected[1].name == "Lamp");
  CHECK(advisory.affected[1].ranges[0].events[1] == RangeEvent{EventKind::fixed, "2.1"});
  REQUIRE(feed.vex.size() == 2);
  CHECK(feed.vex[0].status == VexStatus::fixed);
  CHECK(feed.vex[1].status == VexStatus::not_affected);
  CHECK(feed.vex[1].products == std::vector<std::string>{"pkg:npm/lamp@2.1"});
  CHECK(feed.vex[1].justification == "component_not_present");
}

TEST_CASE("CSAF: cut off anywhere, or another document: refused") {
  for (const std::size_t part : {2U, 3U, 5U}) {
    CHECK(collect_feed(csaf, document.substr(0, document.size() / part), "x").status.error().code ==
          Code{"json_truncated"});
  }
  CHECK(collect_feed(csaf, R"({"document":{}})", "x").status.error().code == Code{"csaf_not_a_document"});
}

TEST_CASE("CSAF: ranges in words match by product alone") {
  std::string text(document);
  text.replace(text.find("\"<2.1\""), 6, "\"versions before spring\"");
  const auto feed = collect_feed(csaf, text, "x");
  REQUIRE(feed.advisories.size() == 1);
  CHECK(feed.advisories[0].affected[0].any_version);
}

TEST_CASE("CSAF: a statement is about the versions that the branches name, or it is none") {
  const auto feed = collect_feed(csaf, R"({"document":{"csaf_version":"2.0","tracking":{"id":"HSA-2"}},
"product_tree":{"branches":[{"category":"vendor","name":"Harbour","branches":[{"category":"product_name","name":"Lamp","branches":[
 {"category":"product_version","name":"2.1","product":{"product_id":"P1","name":"a","product_identification_helper":{"purl":"pkg:npm/lamp","cpe":"cpe:/a:harbour:lamp"}}},
 {"category":"product_version_range","name":"<2.1","product":{"product_id":"P2","name":"b","product_identification_helper":{"purl":"pkg:npm/lamp","cpe":"cpe:/a:harbour:lamp"}}}]}]}],
 "product_groups":[{"group_id":"G","product_ids":["P1","P2"]}]},
"vulnerabilities":[{"ids":[{"system_name":"Harbour","text":"HB-7"}],"product_status":{"known_not_affected":["P1","P2"]},
 "flags":[{"label":"vulnerable_code_not_present","group_ids":["G","absent"]}]}]})",
                                 "x");
  REQUIRE(feed.status);
  REQUIRE(feed.vex.size() == 1);
  CHECK(feed.vex[0].vulnerabilities == std::vector<std::string>{"HB-7"});
  CHECK(feed.vex[0].products ==
        std::vector<std::string>{"pkg:npm/lamp@2.1", "cpe:2.3:a:harbour:lamp:2.1:*:*:*:*:*:*:*"});
  CHECK(feed.vex[0].justification == "vulnerable_code_not_present");
}

TEST_CASE("CSAF: a product outside the branches has the version of its CPE") {
  const auto feed = collect_feed(csaf, R"({"document":{"csaf_version":"2.0","tracking":{"id":"HSA-3"}},
"product_tree":{"full_product_names":[{"product_id":"P1","name":"Lamp 7","product_identification_helper":{"cpe":"cpe:2.3:a:harbour:lamp:7.0:*:*:*:*:*:*:*"}}]},
"vulnerabilities":[{"cve":"CVE-2030-0001","product_status":{"known_affected":["P1"]}}]})",
                                 "x");
  REQUIRE(feed.advisories.size() == 1);
  REQUIRE(feed.advisories[0].affected.size() == 1);
  CHECK(feed.advisories[0].affected[0].versions == std::vector<std::string>{"7.0"});
}
