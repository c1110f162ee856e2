#include "scoring/cvss.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace manara::scoring;

namespace {

CvssScore score_of(std::string_view vector) {
  const auto cvss = parse_cvss(vector);
  REQUIRE_MESSAGE(cvss, vector);
  return cvss->score();
}

struct Overall {
  std::string_view vector;
  double score;
};

}  // namespace

// The worked examples of the version 2 guide, 3.3.1 to 3.3.3.
TEST_CASE("CVSS 2.0: the guide's examples come out as it says") {
  struct Example {
    std::string_view vector;
    double base, temporal, environmental;
  };
  const Example examples[] = {
      {"AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:H", 7.8, 6.4, 0.0},
      {"AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H", 7.8, 6.4, 9.2},
      {"AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L", 10.0, 8.3, 9.0},
      {"AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M", 6.2, 4.9, 7.5},
  };
  for (const auto& example : examples) {
    const auto score = score_of(example.vector);
    CHECK_MESSAGE(score.base == example.base, example.vector);
    CHECK_MESSAGE(score.temporal == example.temporal, example.vector);
    CHECK_MESSAGE(score.environmental == example.environmental, example.vector);
    CHECK(score.overall == example.environmental);
  }
}

TEST_CASE("CVSS 2.0: only groups that are given are scored, the most specific one is the overall score") {
  const auto base = score_of("AV:N/AC:L/Au:N/C:C/I:C/A:C");
  CHECK_FALSE(base.temporal);
  CHECK_FALSE(base.environmental);
  CHECK(base.overall == 10.0);
  const auto temporal = score_of("AV:N/AC:L/Au:N/C:C/I:C/A:C/E:U/RL:OF/RC:UC");
  CHECK(temporal.temporal == 6.7);
  CHECK_FALSE(temporal.environmental);
  CHECK(temporal.overall == 6.7);
  CHECK_FALSE(score_of("AV:N/AC:L/Au:N/C:C/I:C/A:C/E:ND/CDP:ND").environmental);
}

TEST_CASE("CVSS 2.0: a product that ends in 5 is rounded up, and no score falls below the scale") {
  CHECK(score_of("AV:N/AC:L/Au:N/C:P/I:N/A:N").base == 5.0);
  CHECK(score_of("AV:N/AC:L/Au:N/C:P/I:N/A:N/RL:OF").temporal == 4.4);  // 5.0 x 0.87 = 4.35
  CHECK(score_of("AV:L/AC:H/Au:M/C:P/I:N/A:N/CR:L").environmental == 0.0);
  CHECK(score_of("AV:N/AC:L/Au:N/C:N/I:N/A:N").base == 0.0);
}

TEST_CASE("CVSS 3.x: base scores over both scopes") {
  const Overall cases[] = {
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8}, {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1}, {"CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 8.8},
      {"CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9}, {"CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N", 7.4},
      {"CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:L", 1.6}, {"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:N", 0.0},
      {"CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1}, {"CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5},
  };
  for (const auto& item : cases)
    CHECK_MESSAGE(score_of(item.vector).base == item.score, item.vector);
}

TEST_CASE("CVSS 3.x: temporal and environmental scores, and the overall score that follows from what is given") {
  const auto weakened = score_of("CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:N/E:P/RL:O/RC:C");
  CHECK(weakened.base == 7.1);
  CHECK(weakened.temporal == 6.4);
  CHECK(weakened.overall == 6.4);
  const auto asset = score_of(
      "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:N/E:H/RL:O/RC:C/CR:H/IR:H/AR:H/MAV:N/MAC:L/MPR:L/MUI:N/MS:C/MC:H/"
      "MI:H/MA:H");
  CHECK(asset.base == 9.3);
  CHECK(asset.temporal == 8.9);
  CHECK(asset.environmental == 9.5);
  CHECK(asset.overall == 9.5);
  CHECK(score_of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MC:N/MI:N/MA:N").overall == 0.0);
}

TEST_CASE("CVSS 3.1: with nothing environmental given the base score stands, though that formula gives another") {
  const auto score = score_of("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H");
  CHECK(score.base == 9.6);
  CHECK(score.environmental == 9.7);
  CHECK(score.overall == 9.6);
  CHECK(score_of("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H").environmental == 9.6);
}

TEST_CASE("CVSS 4.0: one score of base, threat and environmental metrics; supplemental ones leave it alone") {
  const Overall cases[] = {
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10.0},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 9.3},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:H/SI:N/SA:L", 7.8},
      {"CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 7.3},
      {"CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:U", 4.1},
      {"CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/CR:L/IR:L/AR:L", 5.4},
      {"CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:H/SI:H/SA:L", 2.3},
      {"CVSS:4.0/AV:P/AC:L/AT:P/PR:N/UI:N/VC:L/VI:L/VA:L/SC:L/SI:L/SA:L/E:U/CR:H/IR:H/AR:H", 0.1},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N/E:A", 0.0},
      {"CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/S:P/AU:Y/R:I/V:C/RE:H/U:Red", 7.3},
  };
  for (const auto& item : cases)
    CHECK_MESSAGE(score_of(item.vector).overall == item.score, item.vector);
}

TEST_CASE("CVSS 4.0: the base score ignores what the overall score counts") {
  const auto score = score_of("CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:U/MAV:N");
  CHECK(score.base == 7.3);
  CHECK(score.overall != score.base);
  CHECK_FALSE(score.temporal);
  CHECK_FALSE(score.environmental);
  // Safety, which only a modified metric has, lifts a subsequent system's impact.
  CHECK(score_of("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/MSI:S").overall > 9.3);
}

TEST_CASE("a vector is taken in the ways that tools write it") {
  const auto plain = score_of("AV:N/AC:M/Au:N/C:P/I:P/A:P").base;
  CHECK(plain == 6.8);
  CHECK(score_of("(AV:N/AC:M/Au:N/C:P/I:P/A:P)").base == plain);
  CHECK(score_of("CVSS:2.0/AV:N/AC:M/Au:N/C:P/I:P/A:P").base == plain);
  CHECK(score_of("AV:N/AC:M/Au:N/C:P/I:P/A:P/").base == plain);
  CHECK(score_of(" AV:N/AC:M/Au:N/C:P/I:P/A:P\n").base == plain);
  CHECK(score_of("C:P/I:P/A:P/AV:N/AC:M/Au:N").base == plain);
  CHECK(score_of("CVSS:4.0/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/AV:N/AC:L/AT:N/PR:N/UI:N").overall == 9.3);
}

TEST_CASE("what is not a vector of a known version is refused whole") {
  const std::vector<std::string> broken = {
      "",
      "/",
      "()",
      "(",
      "CVSS:3.1/",
      "CVSS:3.1",
      "7.5",
      "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",                              // which 3?
      "CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",                     // no such version
      "cvss:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",                     // case matters
      "CVSS:3.1/av:n/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",                     //
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",                         // A is missing
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:H",                 // twice, though the same
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:X/E:P",             // twice
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X",                     // a base metric can't be undefined
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/Q:N",                 // no such metric
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:",                  // no value
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E",                   // no colon
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H//",                   // an empty field
      "CVSS:3.1//AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",                    //
      "CVSS:3.1/AV:N /AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",                    // space inside
      "(CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H)",                   // brackets are of version 2
      "(AV:N/AC:M/Au:N/C:P/I:P/A:P",                                      // never closed
      "CVSS:2.0/CVSS:2.0/AV:N/AC:M/Au:N/C:P/I:P/A:P",                     //
      "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N",  // S is for MSI only
      "CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",                     // a vector of 3 under another name
      std::string("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\0", 45),
  };
  for (const auto& vector : broken)
    CHECK_MESSAGE(!parse_cvss(vector), vector);
}

TEST_CASE("a hostile length is refused without being read, the longest real vector is not") {
  CHECK_FALSE(parse_cvss(std::string(1'000'000, '/')));
  const std::string longest =
      "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:A/CR:H/IR:H/AR:H/MAV:N/MAC:L/MAT:N/MPR:N/"
      "MUI:N/MVC:H/MVI:H/MVA:H/MSC:H/MSI:S/MSA:S/S:P/AU:Y/R:I/V:C/RE:H/U:Clear";
  CHECK(longest.size() == 178);
  CHECK(score_of(longest).overall == 10.0);
}

TEST_CASE("metrics are told as the vector writes them") {
  const auto cvss = parse_cvss("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:A/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N/E:X/U:Amber");
  REQUIRE(cvss);
  CHECK(cvss->version() == CvssVersion::v4_0);
  CHECK(to_string(cvss->version()) == "4.0");
  CHECK(cvss->metric("AV") == "N");
  CHECK(cvss->metric("UI") == "A");
  CHECK(cvss->metric("E") == "X");
  CHECK(cvss->metric("U") == "Amber");
  CHECK(cvss->metric("MAV") == "");
  CHECK(cvss->metric("Au") == "");
  CHECK(cvss->metric("") == "");
}

TEST_CASE("severity: the specification's scale, and NVD's for version 2") {
  struct Rating {
    double score;
    CvssVersion version;
    Severity severity;
  };
  const Rating ratings[] = {
      {0.0, CvssVersion::v3_1, Severity::none},      {0.1, CvssVersion::v3_1, Severity::low},
      {3.9, CvssVersion::v3_1, Severity::low},       {4.0, CvssVersion::v3_1, Severity::medium},
      {6.9, CvssVersion::v3_0, Severity::medium},    {7.0, CvssVersion::v3_0, Severity::high},
      {8.9, CvssVersion::v4_0, Severity::high},      {9.0, CvssVersion::v4_0, Severity::critical},
      {10.0, CvssVersion::v4_0, Severity::critical}, {0.0, CvssVersion::v2_0, Severity::low},
      {3.9, CvssVersion::v2_0, Severity::low},       {4.0, CvssVersion::v2_0, Severity::medium},
      {6.9, CvssVersion::v2_0, Severity::medium},    {7.0, CvssVersion::v2_0, Severity::high},
      {10.0, CvssVersion::v2_0, Severity::high},
  };
  for (const auto& rating : ratings)
    CHECK_MESSAGE(severity(rating.version, rating.score) == rating.severity, rating.score);
}

TEST_CASE("a packed score comes back as it was, and nothing else unpacks") {
  for (const auto version : {CvssVersion::v2_0, CvssVersion::v3_0, CvssVersion::v3_1, CvssVersion::v4_0}) {
    for (int tenths = 0; tenths <= 100; ++tenths) {
      const auto unpacked = unpack(pack(version, tenths / 10.0));
      REQUIRE(unpacked);
      CHECK(unpacked->version == version);
      CHECK(unpacked->score == tenths / 10.0);
    }
  }
  std::size_t good = 0;
  for (unsigned packed = 0; packed <= 0xffff; ++packed)
    if (unpack(static_cast<std::uint16_t>(packed))) ++good;
  CHECK(good == 4 * 101);
  CHECK_FALSE(unpack(0));
}
