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

TEST_CASE("OpenVEX: cut off, or without statements: refused") {
  CHECK(collect_feed(openvex, document.substr(0, 300), "x").status.error().code == Code{"json_truncated"});
  CHECK(collect_feed(openvex, R"({"@context":"https://openvex.dev/ns"})", "x").status.error().code ==
        Code{"openvex_not_a_document"});
}
