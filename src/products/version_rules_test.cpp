#include "products/version_rules.h"

#include <doctest/doctest.h>
#include <string>

using namespace manara::products;

namespace {

std::string applied(VersionRule rule, std::string_view display, std::string_view in_name = {}) {
  const auto found = apply(rule, display, in_name);
  return found.precision == Precision::line ? found.version + " (line)" : found.version;
}

}  // namespace

TEST_CASE("what only surrounds a version is cut off") {
  CHECK(tidy("v1.2.3") == "1.2.3");
  CHECK(tidy(" 5.15.5 (19404) ") == "5.15.5");
  CHECK(tidy("2021,0,05,330109") == "2021.0.05.330109");
  CHECK(tidy("15.3-2") == "15.3");
  CHECK(tidy("2.4.9-I601-Win10") == "2.4.9");
  CHECK(tidy("7.3.4.0-x64") == "7.3.4.0");
  CHECK(tidy("2.40.1.windows.1") == "2.40.1");
  CHECK(tidy("3.0.0-beta1") == "3.0.0-beta1");
  CHECK(tidy("go1.20.4") == "1.20.4");
  CHECK(tidy("ad 7.1.8") == "7.1.8");
  CHECK(tidy("ad 7.0.14_msi") == "7.0.14");
  CHECK(tidy("Version  8.0.1 (x64)") == "8.0.1");
  CHECK(tidy("beta 0.9.60") == "beta");  // a version that does not compare, not 0.9.60
  CHECK(tidy("R2 build") == "R2");
  CHECK(tidy("").empty());
  CHECK(tidy(std::string(100'000, '1')).empty());
}

TEST_CASE("the version comes from the entry or from the name, as the rule says") {
  CHECK(applied(VersionRule::display, "15.3-2", "15") == "15.3");
  CHECK(applied(VersionRule::display, "", "19.00") == "19.00");
  CHECK(applied(VersionRule::name, "231.9011.34", "2023.1.2") == "2023.1.2");
  CHECK(applied(VersionRule::name, "14.3.0.3529", "") == "14.3.0.3529");
  CHECK(applied(VersionRule::whole, "7.1.1.15", "7.1.1-15") == "7.1.1-15");
  CHECK(applied(VersionRule::line, "24.3.61.0", "2024") == "2024 (line)");
  CHECK(applied(VersionRule::branch, "6.4.823.21311", "6.0.408") == "6.0 (line)");
  CHECK(applied(VersionRule::none, "7.2.0", "7.2.0").empty());
}

TEST_CASE("Java is written as Oracle's records write it") {
  CHECK(applied(VersionRule::java, "8.0.3610.9") == "8u361");
  CHECK(applied(VersionRule::java, "7.0.800") == "7u80");
  CHECK(applied(VersionRule::java, "6.0.450") == "6u45");
  CHECK(applied(VersionRule::java, "8.0.50") == "8u5");
  CHECK(applied(VersionRule::java, "", "8u202") == "8u202");
  CHECK(applied(VersionRule::java, "1.8.0_361") == "8u361");
  CHECK(applied(VersionRule::java, "17.0.6.0", "17.0.6") == "17.0.6");
  CHECK(applied(VersionRule::java, "", "17.0.6") == "17.0.6");
  CHECK(applied(VersionRule::java, "", "8").empty());
  CHECK(applied(VersionRule::java, "unknown").empty());
}

TEST_CASE("Python's micro number is the thousands of the third") {
  CHECK(applied(VersionRule::python, "3.11.4150.0", "3.11.4") == "3.11.4");
  CHECK(applied(VersionRule::python, "3.11.4150.0") == "3.11.4");
  CHECK(applied(VersionRule::python, "3.10.0150.0") == "3.10.0");
  CHECK(applied(VersionRule::python, "3.13.103.0", "3.13.0a3") == "3.13.0a3");
  CHECK(applied(VersionRule::python, "2.7.18") == "2.7.18");
  CHECK(applied(VersionRule::python, "").empty());
}

TEST_CASE("a build where the third number should stand leaves the release line") {
  CHECK(applied(VersionRule::feature, "17.6.4") == "17.6.4");
  CHECK(applied(VersionRule::feature, "16.11.33529.622") == "16.11 (line)");
  CHECK(applied(VersionRule::feature, "5.15.19404") == "5.15 (line)");
  CHECK(applied(VersionRule::feature, "5.15.5 (19404)") == "5.15.5");
}

TEST_CASE("builds and Trend Micro's missing number") {
  CHECK(applied(VersionRule::build, "15.0.35704") == "35704");
  CHECK(applied(VersionRule::build, "16").empty());
  CHECK(applied(VersionRule::build, "").empty());
  CHECK(applied(VersionRule::apex, "14.0.12526") == "14.0.0.12526");
  CHECK(applied(VersionRule::apex, "14.0.0.12526") == "14.0.0.12526");
}

TEST_CASE("every rule has the name that the table writes") {
  for (const auto* name :
       {"display", "name", "whole", "line", "branch", "java", "python", "feature", "build", "apex", "none"}) {
    CHECK(version_rule(name).has_value());
  }
  CHECK_FALSE(version_rule("").has_value());
  CHECK_FALSE(version_rule("Java").has_value());
}

TEST_CASE("dotted numbers compare by number, and nothing else compares") {
  CHECK(dotted_less("15.0.2000.5", "15.0.4000"));
  CHECK_FALSE(dotted_less("15.0.4000", "15.0.4000"));
  CHECK_FALSE(dotted_less("15.0.4000.0", "15.0.4000"));
  CHECK(dotted_less("9.2", "10"));
  CHECK_FALSE(dotted_less("abc", "10"));
  CHECK_FALSE(dotted_less("1", "99999999999999999999999999"));
}

TEST_CASE("the first numbers of a version") {
  CHECK(leading_numbers("17.6.5", 2) == "17.6");
  CHECK(leading_numbers("17", 1) == "17");
  CHECK(leading_numbers("17", 2).empty());
  CHECK(leading_numbers("", 1).empty());
  CHECK(leading_numbers("a.b", 1).empty());
}

TEST_CASE("an installer's short count becomes the year that records write") {
  CHECK(applied(VersionRule::year, "23.1.0") == "2023.1.0");
  CHECK(applied(VersionRule::year, "2023.1.0") == "2023.1.0");
  CHECK(applied(VersionRule::year, "", "24") == "2024");
  CHECK(applied(VersionRule::moveit, "15.0.1") == "2023.0.1");
  CHECK(applied(VersionRule::moveit, "14.1.10.96") == "2022.1.10.96");
  CHECK(applied(VersionRule::moveit, "2023.0.1") == "2023.0.1");
  CHECK(applied(VersionRule::year, "unknown") == "unknown");
  CHECK(applied(VersionRule::year, "").empty());
}
