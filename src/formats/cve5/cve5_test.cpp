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

TEST_CASE("CVE 5: 'affected by default' beside a list of what is affected says nothing") {
  // Adobe's and Progress' records: all up to a bound, and the rest "affected" too.
  CHECK(
      ranges(
          R"("defaultStatus":"affected","versions":[{"version":"0","lessThanOrEqual":"23.008","status":"affected"}])") ==
      "introduced 0 last 23.008 ; ");
  // Single versions without a bound: what of the others, nobody says.
  CHECK(ranges(R"("defaultStatus":"affected","versions":[{"version":"2.7.7","status":"affected"}])") ==
        "introduced 2.7.7 last 2.7.7 ; introduced ? ; ");
  // A list of what is not affected is the complement of the default.
  CHECK(ranges(R"("defaultStatus":"affected","versions":[{"version":"1.0","lessThan":"1.2","status":"affected"},)"
               R"({"version":"2.4","lessThan":"*","status":"unaffected"}])") ==
        "introduced 1.0 fixed 1.2 ; introduced 0 fixed 2.4 ; ");
}

TEST_CASE("CVE 5: a range that would hold nothing is read as it is meant, or not at all") {
  CHECK(ranges(R"("versions":[{"version":"124.0.60","lessThan":"124.0.60","status":"affected"}])") ==
        "introduced 0 fixed 124.0.60 ; ");
  CHECK(ranges(R"("versions":[{"version":"1.5","lessThanOrEqual":"1.5","status":"affected"}])") ==
        "introduced 1.5 last 1.5 ; ");
  CHECK(ranges(R"("versions":[{"version":"17.7.0","lessThan":"17.6.9","status":"affected"}])") ==
        "introduced ? fixed 17.6.9 ; ");
}

TEST_CASE("CVE 5: several bounds from the beginning are one for each branch") {
  const auto bounds = [](std::string_view a, std::string_view b, std::string_view c) {
    return ranges(fmt::format(R"("versions":[{{"version":"0","lessThan":"{}","status":"affected"}},)"
                              R"({{"version":"*","lessThanOrEqual":"{}","status":"affected"}},)"
                              R"({{"version":"unspecified","lessThan":"{}","status":"affected"}}])",
                              a, b, c));
  };
  CHECK(bounds("9.0.1", "8.0.39", "8.4.2") ==
        "introduced 8.5 fixed 9.0.1 ; introduced 0 last 8.0.39 ; introduced 8.1 fixed 8.4.2 ; ");
  CHECK(bounds("8.10.0.8", "8.11.1.2", "8.6.0.22") ==
        "introduced 8.6.1 fixed 8.10.0.8 ; introduced 8.10.1 last 8.11.1.2 ; introduced 0 fixed 8.6.0.22 ; ");
  // One branch: another platform's bound, perhaps.
  CHECK(bounds("5.15.5", "5.15.3", "5.15.3") ==
        "introduced 0 fixed 5.15.5 ; introduced 0 last 5.15.3 ; introduced 0 fixed 5.15.3 ; ");
  // Not dotted numbers, or without a branch: as they stand.
  CHECK(bounds("5.2.3M", "5.2.3L", "6.0.1") ==
        "introduced 0 fixed 5.2.3M ; introduced 0 last 5.2.3L ; introduced 0 fixed 6.0.1 ; ");
  CHECK(bounds("7", "8.1", "9.2") == "introduced 0 fixed 7 ; introduced 0 last 8.1 ; introduced 0 fixed 9.2 ; ");
}

TEST_CASE("CVE 5: CISA's 'every version' is bounded by what the CNA says") {
  constexpr std::string_view everything =
      R"({"affected":[{"vendor":"harbour","product":"lamp","versions":[{"version":"*","status":"affected"}]}]})";
  const auto bounded = read(
      R"({"vendor":"Harbour","product":"Lamp","versions":[{"version":"1.5","lessThan":"1.5","status":"affected"}]})",
      everything);
  REQUIRE(bounded.affected.size() == 2);
  CHECK(bounded.affected[1].vendor == "harbour");
  CHECK(bounded.affected[1].ranges == bounded.affected[0].ranges);
  // Two entries of the product with bounds of their own: which of them it is can't be told.
  const auto unclear = read(
      R"({"vendor":"Harbour","product":"Lamp","versions":[{"version":"0","lessThan":"1.5","status":"affected"}]},)"
      R"({"vendor":"Harbour Inc","product":"LAMP","versions":[{"version":"0","lessThan":"2.5","status":"affected"}]})",
      everything);
  REQUIRE(unclear.affected.size() == 3);
  CHECK(unclear.affected[2].any_version);
  CHECK(unclear.affected[2].ranges.empty());
  // The CNA's versions are another product's.
  const auto other = read(
      R"({"vendor":"Harbour","product":"Chipset","versions":[{"version":"X12","status":"affected"}]})", everything);
  REQUIRE(other.affected.size() == 2);
  CHECK(other.affected[1].ranges.size() == 1);
  CHECK(other.affected[1].versions.empty());
  // The CNA says nothing: CISA's word stands.
  const auto alone = read(R"({"vendor":"n/a","product":"n/a"})", everything);
  REQUIRE(alone.affected.size() == 1);
  CHECK(alone.affected[0].ranges.size() == 1);
}

TEST_CASE("CVE 5: a CPE for a Mac is no other name of a product") {
  const auto advisory =
      read(R"({"vendor":"Harbour","product":"Lamp for Mac","cpes":["cpe:2.3:a:harbour:lamp:*:*:*:*:*:macos:*:*"],)"
           R"("versions":[{"version":"0","lessThan":"2","status":"affected"}]})");
  REQUIRE(advisory.affected.size() == 1);
  CHECK(advisory.affected[0].name == "Lamp for Mac");
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
