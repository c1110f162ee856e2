#include "scoring/deadline.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::scoring;

namespace {

std::optional<Date> day(std::string_view text) {
  const auto date = parse_date(text);
  REQUIRE(date);
  return date;
}

}  // namespace

TEST_CASE("a deadline counts from the latest day that is known") {
  DueDates dates{.kev_added = day("2026-03-01"), .published = day("2026-01-05"), .first_seen = day("2026-02-01")};
  CHECK(due_start(dates).from == DueFrom::kev_added);
  dates.first_seen = day("2026-04-01");
  CHECK(due_start(dates).from == DueFrom::first_seen);
  CHECK(due_start(dates).date == dates.first_seen);
  dates = {.published = day("2026-01-05")};
  CHECK(due_start(dates).from == DueFrom::published);
  dates.first_seen = dates.published;
  CHECK(due_start(dates).from == DueFrom::published);
  dates.kev_added = dates.published;
  CHECK(due_start(dates).from == DueFrom::kev_added);
}

TEST_CASE("exploited, exposed, automatable and total: three days from the listing") {
  const auto due = deadline({.dates = {.kev_added = day("2026-02-27"), .published = day("2025-11-03")},
                             .publicly_exposed = true,
                             .known = {"yes", "total"}});
  CHECK(due.label == "3 days & forensic investigation");
  CHECK(due.days == 3);
  CHECK(due.from == DueFrom::kev_added);
  CHECK(due.date == day("2026-03-02"));
  CHECK(due.assumed == Assumed{});
}

TEST_CASE("what isn't known is assumed from the vector and said") {
  const auto vector = parse_cvss("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:L/A:N");
  REQUIRE(vector);
  const auto due = deadline({.dates = {.published = day("2026-01-01")}, .vector = &*vector});
  CHECK(due.label == "60 days");
  CHECK(due.date == day("2026-03-02"));
  CHECK(due.assumed == Assumed{true, true});
}

TEST_CASE("without a vector and unexposed: yes and total, 60 days") {
  const auto due = deadline({.dates = {.published = day("2026-01-01")}});
  CHECK(due.label == "60 days");
  CHECK(due.assumed == Assumed{true, true});
}

TEST_CASE("fix on system upgrade has no days and no date, but says from when") {
  const auto due =
      deadline({.dates = {.published = day("2026-01-01"), .first_seen = day("2026-05-01")}, .known = {"no", "total"}});
  CHECK(due.label == "fix on system upgrade");
  CHECK_FALSE(due.days);
  CHECK_FALSE(due.date);
  CHECK(due.from == DueFrom::first_seen);
}

TEST_CASE("with no day known there are days but no date") {
  const auto due = deadline({.publicly_exposed = true, .known = {"yes", "total"}});
  CHECK(due.days == 3);
  CHECK(due.from == DueFrom::published);
  CHECK_FALSE(due.date);
}

TEST_CASE("days that count are named as in reports") {
  CHECK(to_string(DueFrom::kev_added) == "kev_added");
  CHECK(to_string(DueFrom::published) == "published");
  CHECK(to_string(DueFrom::first_seen) == "first_seen");
}
