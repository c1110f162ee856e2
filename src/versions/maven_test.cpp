#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("Maven: stages in order, numbers after words, dots after hyphens") {
  check_ascending(Scheme::maven, {"1-alpha-1", "1-alpha-2", "1-beta", "1-beta-1", "1-milestone-1", "1-rc", "1-rc1",
                                  "1-snapshot", "1", "1-sp", "1-sp-1", "1-abc", "1-xyz", "1-1", "1-2", "1.1"});
}

TEST_CASE("Maven: aliases and case do not count") {
  check_equal(Scheme::maven, {"1", "1.ga", "1-ga", "1.Final", "1-RELEASE", "1.0.0", "1-0", "1.0-final-ga", "1-", "1."});
  check_equal(Scheme::maven, {"1-rc1", "1-CR1", "1.0-rc-1", "1rc1"});
  check_equal(Scheme::maven, {"1a1", "1-alpha-1", "1-Alpha1"});
  check_equal(Scheme::maven, {"1m3", "1-milestone-3"});
  check_equal(Scheme::maven, {"5.3.20.RELEASE", "5.3.20"});
}

TEST_CASE("Maven: a, b and m are short only directly before a number") {
  check_ascending(Scheme::maven, {"1-a1", "1", "1-a", "1-a-1"});
}

TEST_CASE("Maven: zeros before a hyphen do not count, zeros before a number do") {
  check_equal(Scheme::maven, {"1.0.0-foo", "1-foo", "1.0.0-foo.0.0"});
  check_equal(Scheme::maven, {"1.0-1", "1-1", "1-0-1"});
  check_ascending(Scheme::maven, {"1", "1-1", "1.0.0.1", "1.0.1", "1.0.2", "1.1"});
}

TEST_CASE("Maven: a word after a dot comes before the same after a hyphen") {
  check_ascending(Scheme::maven, {"1.5.9.RC1", "1.5.9-RC0", "1.5.9"});
  check_ascending(Scheme::maven, {"9.4.35", "9.4.35.v20201120", "9.4.36.v20210114", "9.4.36-foo"});
}

TEST_CASE("Maven: zeros before a word after a dot have no consistent place, and no key") {
  CHECK(compare(Scheme::maven, "2.9.0.RC1", "2.9.0") == std::strong_ordering::less);
  CHECK(compare(Scheme::maven, "2.9.0", "2.9.0-1") == std::strong_ordering::less);
  CHECK(compare(Scheme::maven, "2.9.0-1", "2.9.0.RC1") == std::strong_ordering::less);
  check_ascending(Scheme::maven,
                  {"4.1.0.Beta1", "4.1.0.Beta2", "4.1.0.CR1", "4.1.0.Final", "4.1.0.foo", "4.1.1.Beta1"});
  std::string key;
  CHECK(append_key(Scheme::maven, "2.9.0.RC1", key) == Key::none);
  CHECK(append_key(Scheme::maven, "4.1.0.Final", key) == Key::ok);
}

TEST_CASE("Maven: versions that begin with a word come before all that begin with a number") {
  check_ascending(Scheme::maven, {"r03", "r09", "10.0-rc1", "11.0"});
}

TEST_CASE("Maven: what is no version is said, not ordered") {
  check_invalid(Scheme::maven,
                {"", "LATEST", "RELEASE", "${project.version}", "${revision1}", "[1.0,2.0)", "1.0 2", "None"});
}

TEST_CASE("Maven: a hostile run of zeros is read once, not once for each") {
  std::string zeros = "1";
  while (zeros.size() + 4 < max_version_bytes)
    zeros += ".0";
  const auto number = zeros + ".1";
  const auto word = zeros + ".a";
  check_ascending(Scheme::maven, {"1", number, "1.1"});
  CHECK(compare(Scheme::maven, word, "1") == std::strong_ordering::greater);
}
