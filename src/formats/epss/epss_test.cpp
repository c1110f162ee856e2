#include "formats/epss/epss.h"

#include <doctest/doctest.h>

#include "formats/collecting_sink.h"

using namespace manara;
using namespace manara::formats;

TEST_CASE("EPSS: model, day and scores; rows out of range are counted with their line") {
  constexpr std::string_view text =
      "#model_version:v2030.01.01,score_date:2030-01-11T00:00:00+0000\ncve,epss,percentile\n"
      "CVE-2030-0001,0.00793,0.73407\nCVE-2030-0002,1.5,0.1\nCVE-2030-0003\nCVE-2030-0004,1,1";
  CHECK(looks_like_epss({.path = "x", .head = text}));
  const auto feed = collect_feed(epss, text, "epss.csv");
  REQUIRE(feed.status);
  CHECK(feed.as_of == parse_date("2030-01-11"));
  CHECK(feed.model == "v2030.01.01");
  REQUIRE(feed.epss.size() == 2);
  CHECK(feed.epss[0].score == 0.00793);
  CHECK(feed.epss[1].percentile == 1.0);
  REQUIRE(feed.unusable.size() == 2);
  CHECK(feed.unusable[0].place.line == 4);
}

TEST_CASE("EPSS: cut off in a row, without a heading, empty: refused") {
  const auto code = [](std::string_view text) {
    const auto feed = collect_feed(epss, text, "epss.csv");
    return feed.status ? Code{} : feed.status.error().code;
  };
  CHECK(code("cve,epss,percentile\nCVE-2030-0001,0.1,0.2\nCVE-2030-00") == Code{"epss_truncated"});
  CHECK(code("CVE-2030-0001,0.1,0.2\n") == Code{"epss_no_heading"});
  CHECK(code("") == Code{"epss_no_heading"});
}
