#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("SemVer: pre-releases before the release, numbers before words, the shorter list first") {
  check_ascending(Scheme::semver, {"1.0.0-0", "1.0.0-9", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
                                   "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1",
                                   "1.2.0", "1.10.0", "2.0.0-a", "2.0.0"});
}

TEST_CASE("SemVer: case counts in words, as in ASCII") {
  check_ascending(Scheme::semver, {"1.2.3-Foo", "1.2.3-foo"});
}

TEST_CASE("SemVer: build metadata does not order") {
  check_equal(Scheme::semver, {"1.0.0", "1.0.0+a", "1.0.0+incompatible", "v1.0.0+1.2-3"});
}

TEST_CASE("SemVer: Go's v, npm's = and missing numbers are other spellings") {
  check_equal(Scheme::semver, {"1.2.0", "v1.2.0", "V1.2.0", "=1.2.0", "=v1.2.0", "1.2", "01.02.0"});
  check_equal(Scheme::semver, {"0", "0.0.0"});
}

TEST_CASE("SemVer: Go's pseudo-versions order by date, between the tags they lie between") {
  check_ascending(Scheme::semver, {"v0.0.0-20190308221718-c2843e01d9a2", "v0.0.0-20220622213112-05595931fe9d", "v0.1.0",
                                   "v0.1.1-0.20220622213112-05595931fe9d", "v0.1.1", "v1.2.3-pre",
                                   "v1.2.3-pre.0.20220101000000-abcdef012345", "v1.2.3"});
}

TEST_CASE("SemVer: numbers have no limit") {
  check_ascending(Scheme::semver, {"1.0.18446744073709551615", "1.0.18446744073709551616",
                                   "1.0.99999999999999999999999999999999999999"});
  const std::string longer = "1." + std::string(300, '9');
  const std::string longest = "1.1" + std::string(300, '0');
  check_ascending(Scheme::semver, {"1.9", longer, longest});
}

TEST_CASE("SemVer: what is no version is said, not ordered") {
  check_invalid(Scheme::semver, {"",       "v",       "=",         "(devel)", "latest",     "next",   "*",
                                 "1.x",    "1.2.3.4", "1..2",      "1.2.3-",  "1.2.3-a..b", "1.2.3+", "1.2.3-a_b",
                                 "1.2.3 ", " 1.2.3",  "1.2.3beta", "^1.2.3",  ">=1.0.0",    "-1.0.0", "1.-2.0"});
  const std::string too_long(max_version_bytes + 1, '1');
  check_invalid(Scheme::semver, {too_long});
}
