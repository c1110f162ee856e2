#include "base/time.h"

#include <doctest/doctest.h>

using namespace manara;

TEST_CASE("a day is read from a date, an RFC 3339 time, and a time with a space for the T") {
  CHECK(parse_date("1970-01-01") == Date{0});
  CHECK(parse_date("2026-08-07T16:45:47.0648Z") == parse_date("2026-08-07"));
  CHECK(parse_date("2022-06-24 21:15:00+00:00") == parse_date("2022-06-24"));
  CHECK(to_string(*parse_date("2024-02-29")) == "2024-02-29");
}

TEST_CASE("an offset moves the moment to UTC before the day is taken") {
  CHECK(to_string(*parse_date("2024-01-01T01:00:00+03:00")) == "2023-12-31");
  CHECK(to_string(*parse_date("2024-01-01T23:00:00-0300")) == "2024-01-02");
  CHECK(to_string(*parse_date("1969-12-31T23:59:59Z")) == "1969-12-31");
}

TEST_CASE("year 1 is a date; what is no date is nothing") {
  CHECK(to_string(*parse_date("0001-01-01T00:00:00Z")) == "0001-01-01");
  for (const char* text : {"", "2024", "2024-13-01", "2023-02-29", "2024-01-01T", "2024-01-01Tfoo",
                           "2024-01-01T25:00:00Z", "0000-01-01", "2024-01-01T00:00:00Zx", "2024-01-01 "}) {
    CHECK_MESSAGE(!parse_date(text), text);
  }
}

TEST_CASE("moments order by fraction too") {
  CHECK(*parse_moment("2024-01-01T00:00:00.1Z") < *parse_moment("2024-01-01T00:00:00.25Z"));
  for (const auto* text : {"2024-02-29T23:59:59Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z"})
    CHECK(to_string(*parse_moment(text)) == text);
  CHECK(*parse_moment("2024-01-01T02:00:00+02:00") == *parse_moment("2024-01-01T00:00:00Z"));
}
