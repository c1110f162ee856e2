#include "exposure/intervals.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::exposure;
using versions::Scheme;

namespace {

constexpr auto I = EventKind::introduced;
constexpr auto F = EventKind::fixed;
constexpr auto L = EventKind::last_affected;

bool affected(const std::vector<RangeEvent>& events, std::string_view version) {
  const auto intervals = intervals_of(Scheme::pep440, {.events = events});
  const auto probe = make_probe(Scheme::pep440, version);
  for (const auto& interval : intervals.list) {
    if (inside(probe, interval)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("fixed excludes its version, last_affected includes it") {
  CHECK(affected({{I, "1.0"}, {F, "1.2"}}, "1.1"));
  CHECK_FALSE(affected({{I, "1.0"}, {F, "1.2"}}, "1.2"));
  CHECK(affected({{I, "1.0"}, {L, "1.2"}}, "1.2"));
  CHECK_FALSE(affected({{I, "1.0"}, {L, "1.2"}}, "1.2.post1"));
  CHECK(affected({{I, "0"}}, "0.dev1"));
}

TEST_CASE("several branches, and events in any order") {
  const std::vector<RangeEvent> events{{F, "2.1"}, {I, "2.0"}, {F, "1.2"}, {I, "0"}};
  CHECK(affected(events, "1.1"));
  CHECK_FALSE(affected(events, "1.5"));
  CHECK(affected(events, "2.0.5"));
  CHECK_FALSE(affected(events, "2.1"));
}

TEST_CASE("one version, nothing, and a fix that is reintroduced at once") {
  CHECK(affected({{I, "1.0"}, {L, "1.0"}}, "1.0"));
  CHECK_FALSE(affected({{I, "1.0"}, {F, "1.0"}}, "1.0"));
  CHECK_FALSE(affected({{I, "1.0"}, {F, "1.0"}}, "3.0"));
  CHECK(affected({{I, "1.0"}, {F, "2.0"}, {I, "2.0"}, {F, "3.0"}}, "2.5"));
}

TEST_CASE("the limit * is none") {
  CHECK(affected({{I, "1.0"}, {EventKind::limit, "*"}}, "99"));
  const auto intervals = intervals_of(Scheme::pep440, {.events = {{I, "1.0"}, {EventKind::limit, "*"}}});
  CHECK_FALSE(intervals.incomparable);
}

TEST_CASE("a bound that is no version spoils its own pair and is said") {
  const Range range{.events = {{I, "0"}, {F, "deadbeef"}, {I, "2.0"}, {F, "2.1"}}};
  const auto intervals = intervals_of(Scheme::pep440, range);
  CHECK(intervals.incomparable);
  REQUIRE(intervals.list.size() == 1);
  CHECK(intervals.list[0].lo == "2.0");
}

TEST_CASE("a GIT range decides nothing") {
  const auto intervals = intervals_of(Scheme::pep440, {.type = RangeType::git, .events = {{I, "0"}, {F, "1.0"}}});
  CHECK(intervals.incomparable);
  CHECK(intervals.list.empty());
}
