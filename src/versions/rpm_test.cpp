#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("RPM: tilde before the end, caret after it but before any further run") {
  check_ascending(Scheme::rpm, {"1.0~rc1", "1.0~rc1^git1", "1.0~rc2", "1.0", "1.0^", "1.0^20160101", "1.0^20160102",
                                "1.0a", "1.0.1"});
  check_ascending(Scheme::rpm, {"1.0^git1~pre", "1.0^git1", "1.0^git1^git2", "1.0^git2"});
}

TEST_CASE("RPM: an absent epoch is 0, and the epoch decides first") {
  check_equal(Scheme::rpm, {"0:1.0-1", "1.0-1", "00:1.0-1"});
  check_ascending(Scheme::rpm, {"9-9", "1:1-1", "04:0", "13:0"});
}

TEST_CASE("RPM: a version without a release is before all its releases") {
  check_ascending(Scheme::rpm, {"1.0", "1.0-0", "1.0-1", "1.0-1.el9", "1.1"});
}

TEST_CASE("RPM: releases of one package of Red Hat in order") {
  check_ascending(Scheme::rpm, {"3.10.0-229.1.2.ael7b", "3.10.0-229.2.el7"});
  check_ascending(Scheme::rpm, {"1.1.1k-6.el8", "1.1.1k-6.el8_5", "1.1.1k-7.el8_6", "1.1.1k-12.el8_9"});
  check_ascending(Scheme::rpm, {"4.18.0-553.el8_10", "4.18.0-553.5.1.el8_10", "4.18.0-553.16.1.el8_10"});
  check_ascending(Scheme::rpm, {"1.20.1-1.module+el8.9.0+1+a", "1.20.1-2.module+el8.9.0+1+a"});
}

TEST_CASE("RPM: what only separates does not count, leading zeros neither") {
  check_equal(Scheme::rpm, {"2.0", "2_0", "2+0", "2..0", "2.0.", "02.00"});
  check_equal(Scheme::rpm, {"10.0001", "10.1"});
}

TEST_CASE("RPM: a number is newer than a word, longer words than their heads") {
  check_ascending(Scheme::rpm, {"1.A", "1.a", "1.aa", "1.b", "1.0", "1.9", "1.10", "1.100000000000000000000"});
}

TEST_CASE("RPM: what is no version is said, not ordered") {
  check_invalid(Scheme::rpm, {"", "latest", "(none)", "unknown", "1.0-", "-1", ":1.0", "1.0-1-2", "1.0 1", "1.0-1:2",
                              "1.1.α", "%{version}"});
}
