#include "formats/record/record.h"

#include <doctest/doctest.h>

#include "formats/collecting_sink.h"

using namespace manara;
using namespace manara::formats;

namespace {

Advisory full_advisory() {
  Advisory advisory{.id = "MAN-1", .aliases = {"CVE-2030-0001"}, .upstream = {"CVE-2030-0002"}, .related = {"X"}};
  advisory.published = parse_date("2030-01-01");
  advisory.modified = parse_date("2030-01-02");
  advisory.withdrawn = parse_date("2030-01-03");
  advisory.summary = "Line \"quoted\" é";
  advisory.cvss = {"CVSS:3.1/AV:N"};
  advisory.ssvc = SsvcPoints{"none", "yes", "total"};
  Affected package{.ecosystem = "PyPI", .name = "lantern", .arch = "x86_64", .module = "a:1"};
  package.ranges = {
      {.type = RangeType::semver, .repo = "r", .events = {{EventKind::introduced, "0"}, {EventKind::fixed, "1.2"}}},
      {.type = RangeType::git, .events = {{EventKind::limit, "abc"}, {EventKind::last_affected, "x"}}}};
  package.versions = {"1.0"};
  Affected product{.name = "Lamp", .vendor = "Harbour", .cpe = "cpe:2.3:a:h:l", .version_type = "custom"};
  product.unaffected = {"2.0"};
  product.any_version = true;
  advisory.affected = {package, product};
  return advisory;
}

Collected collect(std::string_view text) {
  return collect_feed(record, text, "x.jsonl");
}

}  // namespace

TEST_CASE("every record reads back as it was written, and writes the same line again") {
  const auto advisory = full_advisory();
  const KevEntry kev{"CVE-2030-0001", "Harbour", "Lamp", *parse_date("2030-02-01"), true};
  const EpssScore epss{"CVE-2030-0001", 0.00793, 0.73407};
  const VexStatement vex{
      {"CVE-2030-0001"}, {"pkg:pypi/lantern"}, VexStatus::not_affected, "component_not_present", "s", "a", ""};
  const auto text = record_line(FeedHead{"pypi", "osv", parse_date("2030-01-02"), "v1"}) + "\n" +
                    record_line(advisory) + "\n" + record_line(kev) + "\n" + record_line(epss) + "\n" +
                    record_line(vex) + "\n";
  CHECK(looks_like_record({.path = "x", .head = text}));
  const auto feed = collect(text);
  REQUIRE(feed.status);
  CHECK(feed.as_of == parse_date("2030-01-02"));
  CHECK(feed.model == "v1");
  REQUIRE(feed.advisories.size() == 1);
  CHECK(feed.advisories[0] == advisory);
  CHECK(record_line(feed.advisories[0]) == record_line(advisory));
  REQUIRE(feed.kev.size() == 1);
  CHECK(record_line(feed.kev[0]) == record_line(kev));
  REQUIRE(feed.epss.size() == 1);
  CHECK(feed.epss[0].score == 0.00793);
  REQUIRE(feed.vex.size() == 1);
  CHECK(feed.vex[0] == vex);
  CHECK(feed.unusable.empty());
}

TEST_CASE("a broken line ends the file with its number; an unknown kind is counted") {
  const auto cut_off = collect(record_line(full_advisory()) + "\n{\"advisory\":{\"id\":\"M");
  REQUIRE_FALSE(cut_off.status);
  CHECK(cut_off.status.error().place.line == 2);
  CHECK(collect("{\"lev\":{}}\n").unusable.size() == 1);
}
