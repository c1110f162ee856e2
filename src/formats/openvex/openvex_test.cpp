#include "formats/openvex/openvex.h"

#include <doctest/doctest.h>

#include "formats/collecting_sink.h"

using namespace manara;
using namespace manara::formats;

namespace {

constexpr std::string_view document =
    R"({"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.org/vex/1","author":"Harbour CSIRT",
"timestamp":"2030-01-02T03:04:05Z","version":1,"statements":[
{"vulnerability":{"name":"CVE-2030-0001","aliases":["GHSA-x"]},"products":[{"@id":"pkg:oci/lamp","subcomponents":[{"@id":"pkg:npm/wick@1.0"}]}],
 "status":"not_affected","justification":"vulnerable_code_not_in_execute_path","impact_statement":"never lit"},
{"vulnerability":{"name":"CVE-2030-0002"},"products":[{"@id":"pkg:npm/lamp@2"}],"status":"fixed"},
{"vulnerability":{"name":"CVE-2030-0003"},"products":[],"status":"fixed"},
{"vulnerability":"CVE-2030-0004","products":["pkg:npm/old"],"status":"affected"}]})";

}  // namespace

TEST_CASE("OpenVEX: statements, aliases, subcomponents; one without a product is counted with its place") {
  CHECK(looks_like_openvex({.path = "x", .head = document}));
  const auto feed = collect_feed(openvex, document, "own.vex.json");
  REQUIRE(feed.status);
  REQUIRE(feed.vex.size() == 3);
  CHECK(feed.vex[0].vulnerabilities == std::vector<std::string>{"CVE-2030-0001", "GHSA-x"});
  CHECK(feed.vex[0].products == std::vector<std::string>{"pkg:npm/wick@1.0"});
  CHECK(feed.vex[0].justification == "vulnerable_code_not_in_execute_path");
  CHECK(feed.vex[0].author == "Harbour CSIRT");
  CHECK(feed.vex[1].status == VexStatus::fixed);
  CHECK(feed.vex[2].products == std::vector<std::string>{"pkg:npm/old"});
  REQUIRE(feed.unusable.size() == 1);
  CHECK(feed.unusable[0].place.path == "statements/2");
}

TEST_CASE("OpenVEX: of statements about one vulnerability of one product the latest counts, in whatever order") {
  const auto feed =
      collect_feed(openvex, R"({"@context":"https://openvex.dev/ns/v0.2.0","timestamp":"2030-01-05T00:00:00Z",
"statements":[
{"vulnerability":{"name":"CVE-2030-0001"},"products":[{"@id":"pkg:npm/lamp@1"}],"status":"fixed"},
{"vulnerability":{"name":"CVE-2030-0001"},"products":[{"@id":"pkg:npm/lamp@1"},{"@id":"pkg:npm/wick@1"}],
 "status":"affected","timestamp":"2030-01-04T23:00:00-02:00"},
{"vulnerability":{"name":"CVE-2030-0001"},"products":[{"@id":"pkg:npm/wick@1"}],"status":"not_affected",
 "timestamp":"2030-01-01T00:00:00Z"},
{"vulnerability":{"name":"CVE-2030-0002"},"products":[{"@id":"pkg:npm/wick@1"}],"status":"under_investigation"},
{"vulnerability":{"name":"CVE-2030-0002"},"products":[{"@id":"pkg:npm/wick@1"}],"status":"fixed"}]})",
                   "own.vex.json");
  REQUIRE(feed.status);
  REQUIRE(feed.vex.size() == 2);
  CHECK(feed.vex[0].status == VexStatus::affected);  // 01:00 UTC on the fifth
  CHECK(feed.vex[0].products == std::vector<std::string>{"pkg:npm/lamp@1", "pkg:npm/wick@1"});
  CHECK(feed.vex[1].vulnerabilities.front() == "CVE-2030-0002");
  CHECK(feed.vex[1].status == VexStatus::fixed);
}

TEST_CASE("OpenVEX: cut off, or without statements: refused") {
  CHECK(collect_feed(openvex, document.substr(0, 300), "x").status.error().code == Code{"json_truncated"});
  CHECK(collect_feed(openvex, R"({"@context":"https://openvex.dev/ns"})", "x").status.error().code ==
        Code{"openvex_not_a_document"});
}
