#include "formats/cve5/cve5.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "formats/collecting_sink.h"

using namespace manara;
using namespace manara::formats;

namespace {

Advisory read(std::string_view affected, std::string_view adp = "") {
  const auto text = fmt::format(
      R"({{"dataType":"CVE_RECORD","cveMetadata":{{"cveId":"CVE-2030-0001","state":"PUBLISHED","datePublished":"2030-01-01T00:00:00Z"}},)"
      R"("containers":{{"cna":{{"title":"T","affected":[{}]}},"adp":[{}]}}}})",
      affected, adp);
  REQUIRE(looks_like_cve5({.path = "x", .head = text}));
  auto feed = collect_feed(cve5, text, "x");
  REQUIRE(feed.status);
  REQUIRE(feed.advisories.size() == 1);
  return feed.advisories.front();
}

/// "[0 .. <1.2] [2.0 .. <=2.1]" of the only product.
std::string ranges(std::string_view entry) {
  const auto advisory = read(fmt::format(R"({{"vendor":"Harbour","product":"Lamp",{}}})", entry));
  if (advisory.affected.empty()) return "none";
  const auto& affected = advisory.affected.front();
  std::string out;
  constexpr const char* names[] = {"introduced", "fixed", "last", "limit"};
  for (const auto& range : affected.ranges) {
    for (const auto& event : range.events)
      out += fmt::format("{} {} ", names[static_cast<int>(event.kind)], event.version);
    out += "; ";
  }
  for (const auto& version : affected.versions)
    out += version + " ";
  if (affected.any_version) out += "any";
  return out;
}

}  // namespace

TEST_CASE("CVE 5: bounds of versions become ranges") {
  CHECK(ranges(R"("versions":[{"version":"1.0","lessThan":"1.2","status":"affected"}])") ==
        "introduced 1.0 fixed 1.2 ; ");
  CHECK(ranges(R"("versions":[{"version":"0","lessThanOrEqual":"1.2","status":"affected"}])") ==
        "introduced 0 last 1.2 ; ");
  CHECK(ranges(R"("versions":[{"version":"unspecified","lessThan":"1.2","status":"affected"}])") ==
        "introduced 0 fixed 1.2 ; ");
  CHECK(ranges(R"("versions":[{"version":"3.0","lessThan":"3.*","status":"affected"}])") ==
        "introduced 3.0 limit 4 ; ");
  CHECK(ranges(R"("versions":[{"version":"3.0","lessThan":"*","status":"affected"}])") == "introduced 3.0 ; ");
  CHECK(ranges(R"("versions":[{"version":"1.1","status":"affected"},{"version":"1.2","status":"unaffected"}])") ==
        "1.1 ");
}

TEST_CASE("CVE 5: comparators inside the version, as GitHub and others write them") {
  CHECK(ranges(R"("versions":[{"version":"< 1.2.3","status":"affected"}])") == "introduced 0 fixed 1.2.3 ; ");
  CHECK(ranges(R"("versions":[{"version":">= 1.0, <= 1.5","status":"affected"}])") == "introduced 1.0 last 1.5 ; ");
  CHECK(ranges(R"("versions":[{"version":"all versions","status":"affected"}])") == "introduced 0 ; ");
  CHECK(ranges(R"("versions":[{"version":"before 1.2","status":"affected"}])") == "any");
  CHECK(ranges(R"("versions":[{"version":"n/a","status":"affected"}])") == "any");
}

TEST_CASE("CVE 5: changes within a range, and a default that is affected") {
  CHECK(
      ranges(
          R"("versions":[{"version":"1.0","lessThan":"2.0","status":"affected","changes":[{"at":"1.5","status":"unaffected"}]}])") ==
      "introduced 1.0 fixed 1.5 ; ");
  CHECK(ranges(R"("defaultStatus":"affected","versions":[{"version":"2.4","lessThan":"*","status":"unaffected"}])") ==
        "introduced 0 fixed 2.4 ; ");
  CHECK(ranges(R"("defaultStatus":"affected","versions":[{"version":"0","lessThan":"2.0","status":"unaffected"}])") ==
        "introduced 2.0 ; ");
  CHECK(ranges(R"("defaultStatus":"affected","versions":[{"version":"2.4","status":"unaffected"}])") == "any");
}

TEST_CASE("CVE 5: CISA's container adds SSVC, scores and products; CPEs give other names of a product") {
  const auto advisory = read(
      R"({"vendor":"n/a","product":"n/a","versions":[{"version":"n/a","status":"affected"}]})",
      R"({"metrics":[{"other":{"type":"ssvc","content":{"options":[{"Exploitation":"Active"},{"Automatable":"yes"},{"Technical Impact":"total"}]}}},)"
      R"({"cvssV3_1":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}],"affected":[{"vendor":"Harbour Inc","product":"Lamp",)"
      R"("cpes":["cpe:2.3:a:harbour:lamp:*:*:*:*:*:*:*:*"],"versions":[{"version":"0","lessThan":"2","status":"affected","versionType":"custom"}]}]})");
  REQUIRE(advisory.ssvc);
  CHECK(advisory.ssvc->exploitation == "active");
  CHECK(advisory.cvss.size() == 1);
  REQUIRE(advisory.affected.size() == 2);
  CHECK(advisory.affected[0].vendor == "Harbour Inc");
  CHECK(advisory.affected[1].vendor == "harbour");
  CHECK(advisory.affected[1].ranges == advisory.affected[0].ranges);
}

TEST_CASE("CVE 5: a rejected record is withdrawn; another document is no record") {
  const auto rejected = collect_feed(
      cve5, R"({"dataType":"CVE_RECORD","cveMetadata":{"cveId":"CVE-2030-0002","state":"REJECTED"},"containers":{}})",
      "x");
  REQUIRE(rejected.advisories.size() == 1);
  CHECK(rejected.advisories[0].withdrawn);
  const auto other = collect_feed(cve5, R"({"dataType":"CVE_RECORD"})", "x");
  CHECK(other.unusable.size() == 1);
  CHECK_FALSE(collect_feed(cve5, R"({"dataType":"CVE_RECORD","cveMetadata":{"cveId")", "x").status);
}
