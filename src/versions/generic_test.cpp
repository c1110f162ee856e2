#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("generic: stages that projects agree on, letters of patches, a missing number is zero") {
  check_ascending(Scheme::generic, {"1.0-dev", "1.0-alpha1", "1.0a2", "1.0-beta", "1.0-M1", "1.0-rc1", "1.0-RC2", "1.0",
                                    "1.0-p1", "1.0.1", "1.0.2", "1.0.2k", "1.0.2zg", "1.0.10", "1.1"});
  check_equal(Scheme::generic, {"1", "1.0", "v1.0.0", "1.0-final", "1_0", "1.0.GA"});
  check_equal(Scheme::generic, {"1.0-rc1", "1.0.0rc1", "1-rc.1", "1-CR1"});
}

TEST_CASE("generic: words whose place nobody knows make no version") {
  check_invalid(Scheme::generic, {"", "latest", "(devel)", "master", "1.0-foo", "1.2-4-gdeadbee", "1.0-", "1..2", ".1",
                                  "1.0.x", "curl-7_65_2", "1.0abc", "1.0k2", "1.0 2"});
}

TEST_CASE("Homebrew: the formula's revision decides where the rest is equal") {
  check_ascending(Scheme::homebrew,
                  {"1.14.1-rc1", "1.14.1-rc1_1", "1.14.1", "1.14.1_2", "1.14.1_10", "1.14.2", "1.15"});
  check_equal(Scheme::homebrew, {"3.0_1", "3_1", "3.0.0_01"});
  check_equal(Scheme::homebrew, {"9e", "9e_0"});
  check_invalid(Scheme::homebrew, {"", "_1", "HEAD", "HEAD-1234567", "1.0_", "latest_1"});
}
