#include "formats/kev/kev.h"

#include <doctest/doctest.h>

#include "formats/collecting_sink.h"

using namespace manara;
using namespace manara::formats;

namespace {

constexpr std::string_view catalogue =
    R"({"title":"t","catalogVersion":"2030.01.02","dateReleased":"2030-01-02T16:45:47.0648Z","count":2,"vulnerabilities":[)"
    R"({"cveID":"CVE-2030-0001","vendorProject":"Harbour","product":"Lamp","dateAdded":"2030-01-01","knownRansomwareCampaignUse":"Known"},)"
    R"({"cveID":"CVE-2030-0002","vendorProject":"Harbour","product":"Lens","dateAdded":"soon","knownRansomwareCampaignUse":"Unknown"}]})";

}  // namespace

TEST_CASE("KEV: entries with date and ransomware flag; one without a date is counted with its place") {
  CHECK(looks_like_kev({.path = "x", .head = catalogue}));
  const auto feed = collect_feed(kev, catalogue, "kev.json");
  REQUIRE(feed.status);
  CHECK(feed.as_of == parse_date("2030-01-02"));
  REQUIRE(feed.kev.size() == 1);
  CHECK(feed.kev[0].product == "Lamp");
  CHECK(feed.kev[0].ransomware);
  REQUIRE(feed.unusable.size() == 1);
  CHECK(feed.unusable[0].place.path == "vulnerabilities/1");
}

TEST_CASE("KEV: a catalogue with fewer entries than it says, cut off or of another kind is refused") {
  std::string fewer(catalogue);
  fewer.replace(fewer.find("\"count\":2"), 9, "\"count\":9");
  CHECK(collect_feed(kev, fewer, "kev.json").status.error().code == Code{"kev_count"});
  CHECK(collect_feed(kev, catalogue.substr(0, 200), "kev.json").status.error().code == Code{"json_truncated"});
  CHECK(collect_feed(kev, "{\"catalogVersion\":\"1\"}", "x").status.error().code == Code{"kev_not_a_catalogue"});
}

TEST_CASE("KEV as CSV: columns by their headings, quoted texts over several lines") {
  constexpr std::string_view text =
      "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription,knownRansomwareCampaignUse\n"
      "CVE-2030-0001,Harbour,Lamp,x,2030-01-01,\"two\nlines, quoted\",Unknown\n,,,,,,\n";
  CHECK(looks_like_kev_csv({.path = "x", .head = text}));
  const auto feed = collect_feed(kev_csv, text, "kev.csv");
  REQUIRE(feed.status);
  REQUIRE(feed.kev.size() == 1);
  CHECK(feed.kev[0].added == parse_date("2030-01-01"));
  CHECK_FALSE(feed.kev[0].ransomware);
  CHECK(feed.unusable.size() == 1);
  CHECK(feed.unusable[0].place.line == 4);
}
