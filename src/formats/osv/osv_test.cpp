#include "formats/osv/osv.h"

#include <doctest/doctest.h>

#include "formats/collecting_sink.h"

using namespace manara;
using namespace manara::formats;

namespace {

Collected collect(std::string_view text, const Limits& limits = {}) {
  return collect_feed(osv, text, "feed.osv.jsonl", limits);
}

constexpr std::string_view record =
    R"({"id":"MAN-1","aliases":["CVE-2030-0001"],"modified":"2030-01-02 03:04:05","published":"2030-01-01T00:00:00Z",)"
    R"("details":"First line.\nSecond.","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],)"
    R"("affected":[{"package":{"ecosystem":"PyPI","name":"lantern"},"ranges":[{"type":"GIT","repo":"https://example.org/l",)"
    R"("events":[{"introduced":"0"},{"fixed":"abc"}]},{"type":"ECOSYSTEM","events":[{"introduced":"1.0"},{"fixed":"1.2"}]}],)"
    R"("versions":["1.0","1.1"]}]})";

}  // namespace

TEST_CASE("an OSV record gives its facts, a time with a space and a GIT range first among them") {
  const auto feed = collect(record);
  REQUIRE(feed.status);
  REQUIRE(feed.advisories.size() == 1);
  const auto& advisory = feed.advisories.front();
  CHECK(advisory.id == "MAN-1");
  CHECK(advisory.aliases == std::vector<std::string>{"CVE-2030-0001"});
  CHECK(advisory.modified == parse_date("2030-01-02"));
  CHECK(advisory.summary == "First line.");
  CHECK(advisory.cvss.size() == 1);
  REQUIRE(advisory.affected.size() == 1);
  CHECK(advisory.affected[0].ranges.size() == 2);
  CHECK(advisory.affected[0].ranges[1].events[1] == RangeEvent{EventKind::fixed, "1.2"});
  CHECK(advisory.affected[0].versions.size() == 2);
}

TEST_CASE("JSON lines: a bad line is counted with its number and the rest is read") {
  const auto feed =
      collect(std::string(record) + "\n{\"id\":\"x\",}\n{\"modified\":\"2030-01-01\"}\n\n" + std::string(record));
  REQUIRE(feed.status);
  CHECK(feed.advisories.size() == 2);
  REQUIRE(feed.unusable.size() == 2);
  CHECK(feed.unusable[0].place.line == 2);
  CHECK(feed.unusable[1].reason.code == Code{"osv_no_id"});
}

TEST_CASE("JSON lines: a line that ends too early is counted, and the last one refuses the file") {
  const std::string whole(record);
  const auto half = whole.substr(0, whole.size() / 2);
  const auto feed = collect(whole + "\n" + half + "\n\n" + whole + "\n");
  REQUIRE(feed.status);
  CHECK(feed.advisories.size() == 2);
  REQUIRE(feed.unusable.size() == 1);
  CHECK(feed.unusable.front().reason.code == Code{"json_truncated"});
  const auto cut = collect(whole + "\n" + half);
  REQUIRE_FALSE(cut.status);
  CHECK(cut.status.error().code == Code{"json_truncated"});
  CHECK(cut.status.error().place.line == 2);
}

TEST_CASE("one record over several lines is read; cut short it is refused") {
  std::string pretty = "{\n  \"id\": \"MAN-2\",\n  \"modified\": \"2030-01-01T00:00:00Z\",\n  \"affected\": []\n}\n";
  CHECK(collect(pretty).advisories.size() == 1);
  CHECK(collect(pretty.substr(0, pretty.size() / 2)).status.error().code == Code{"json_truncated"});
  CHECK(collect(std::string(record).substr(0, record.size() - 10)).status.error().code == Code{"json_truncated"});
}

TEST_CASE("a withdrawn record stays withdrawn whatever its date looks like") {
  const auto feed = collect(R"({"id":"A","modified":"2030-01-01T00:00:00Z","withdrawn":"yesterday","affected":[]})");
  REQUIRE(feed.advisories.size() == 1);
  CHECK(feed.advisories[0].withdrawn);
}

TEST_CASE("the stream of an RPM module is taken from the title, for the builds of modules only") {
  const auto feed = collect(
      R"({"id":"ALSA-1","summary":"Important: nodejs:18 security update","modified":"2030-01-01T00:00:00Z","affected":[)"
      R"({"package":{"ecosystem":"AlmaLinux:8","name":"nodejs"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1:18.2-1.module_el8.6.0+1"}]}]},)"
      R"({"package":{"ecosystem":"AlmaLinux:8","name":"bash"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"4.4-1.el8"}]}]}]})");
  REQUIRE(feed.advisories.size() == 1);
  CHECK(feed.advisories[0].affected[0].module == "nodejs:18");
  CHECK(feed.advisories[0].affected[1].module.empty());
}

TEST_CASE("records and depth are bounded") {
  CHECK(collect(record, {.record_bytes = 100}).status.error().code == Code{"record_too_large"});
  const auto deep = collect("{\"id\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}");
  REQUIRE(deep.status);
  CHECK(deep.unusable.front().reason.code == Code{"json_too_deep"});
}
