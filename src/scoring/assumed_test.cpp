#include "scoring/assumed.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace manara::scoring;

namespace {

Judgement from_vector(std::string_view text) {
  const auto vector = parse_cvss(text);
  REQUIRE_MESSAGE(vector, text);
  const auto judgement = judge({}, &*vector);
  CHECK(judgement.assumed == Assumed{true, true});
  return judgement;
}

std::string names(const Assumed& assumed) {
  std::string text;
  for (const auto name : assumed.names())
    text.append(name).append(";");
  return text;
}

}  // namespace

TEST_CASE("an unknown Automatable is yes for what any stranger can reach alone") {
  CHECK(from_vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N").automatable);
  CHECK(from_vector("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N").automatable);
  CHECK(from_vector("AV:N/AC:L/Au:N/C:P/I:N/A:N").automatable);
  for (const auto* vector :
       {"CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H",
        "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "AV:N/AC:M/Au:N/C:C/I:C/A:C",
        "AV:N/AC:L/Au:S/C:C/I:C/A:C", "AV:L/AC:L/Au:N/C:C/I:C/A:C"})
    CHECK_MESSAGE(!from_vector(vector).automatable, vector);
}

TEST_CASE("an unknown Technical Impact is total where nothing is left to the owner") {
  CHECK(from_vector("CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:H/I:H/A:H").total_technical_impact);
  CHECK(from_vector("CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N").total_technical_impact);
  CHECK(from_vector("AV:L/AC:L/Au:N/C:C/I:C/A:C").total_technical_impact);
  for (const auto* vector :
       {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:H/A:H", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:L",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:H/SI:H/SA:H", "AV:N/AC:L/Au:N/C:P/I:C/A:C"})
    CHECK_MESSAGE(!from_vector(vector).total_technical_impact, vector);
}

TEST_CASE("without a vector the worse is assumed") {
  const auto judgement = judge({}, nullptr);
  CHECK(judgement.automatable);
  CHECK(judgement.total_technical_impact);
  CHECK(names(judgement.assumed) == "automatable;technical_impact;");
}

TEST_CASE("what CISA says stands, in any case, and only the rest is assumed") {
  const auto vector = parse_cvss("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
  REQUIRE(vector);
  const auto both = judge({"No", "Partial"}, &*vector);
  CHECK_FALSE(both.automatable);
  CHECK_FALSE(both.total_technical_impact);
  CHECK(names(both.assumed) == "");
  const auto impact = judge({"YES", ""}, &*vector);
  CHECK(impact.automatable);
  CHECK(impact.total_technical_impact);
  CHECK(names(impact.assumed) == "technical_impact;");
  CHECK(names(judge({"", "total"}, &*vector).assumed) == "automatable;");
  CHECK(names(judge({"perhaps", "total"}, &*vector).assumed) == "automatable;");
}

TEST_CASE("of several vectors the newest version's counts, of these the first") {
  const std::vector<Cvss> vectors{*parse_cvss("AV:N/AC:L/Au:N/C:C/I:C/A:C"),
                                  *parse_cvss("CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
                                  *parse_cvss("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
                                  *parse_cvss("CVSS:3.0/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")};
  REQUIRE(newest(vectors) != nullptr);
  CHECK(newest(vectors) == &vectors[1]);
  CHECK(newest({}) == nullptr);
}
