#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("RubyGems: words come before the end, numbers after it") {
  check_ascending(Scheme::gem, {"1.0.a", "1.0.a.9", "1.0.a9.1", "1.0.a.10", "1.0.b", "1.0.rc1", "1.0", "1.0.0.1",
                                "1.0.1", "1.9", "1.10"});
}

TEST_CASE("RubyGems: zeros at the end, and before the first word, do not count") {
  check_equal(Scheme::gem, {"1", "1.0", "1.0.0", "01"});
  check_equal(Scheme::gem, {"1.a", "1.0.a", "1.0.0.a", "1.a.0"});
  check_ascending(Scheme::gem, {"1.a.b", "1.a.0.b", "1.a.0.0.b", "1.a", "1.a.0.0.1", "1.a.0.1", "1.a.1"});
}

TEST_CASE("RubyGems: a hyphen is read as .pre.") {
  check_equal(Scheme::gem, {"1.0-rc1", "1.0.pre.rc1"});
  check_ascending(Scheme::gem, {"1.0.beta", "1.0-1", "1.0.rc", "1.0"});
}

TEST_CASE("RubyGems: case counts in words") {
  check_ascending(Scheme::gem, {"1.0.B", "1.0.a"});
}

TEST_CASE("RubyGems: what is no version is said, not ordered") {
  check_invalid(Scheme::gem, {"", "latest", "v1.0", "1beta", "1..2", "1.", ".1", "1.0-", "1.0-.a", "1.0_1", "~> 1.0"});
}
