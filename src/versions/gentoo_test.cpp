#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("Gentoo: suffixes, letters and revisions in order") {
  check_ascending(Scheme::gentoo,
                  {"1.0_alpha", "1.0_alpha1", "1.0_beta1", "1.0_pre1", "1.0_rc1", "1.0_rc1_p1", "1.0", "1.0-r1",
                   "1.0_p", "1.0_p1", "1.0_p1-r2", "1.0_p2", "1.0a", "1.0b", "1.0b-r1", "1.0.0", "1.1"});
}

TEST_CASE("Gentoo: a number after a dot that begins with zero is a fraction without its last zeros") {
  check_ascending(Scheme::gentoo, {"1.0", "1.001", "1.01", "1.09", "1.1", "1.10", "1.100000000000000000001"});
  check_equal(Scheme::gentoo, {"1.010", "1.01", "1.0100"});
  check_equal(Scheme::gentoo, {"1.0", "1.00"});
}

TEST_CASE("Gentoo: a missing revision or number of a suffix is 0") {
  check_equal(Scheme::gentoo, {"1.0", "1.0-r0", "1.0-r00"});
  check_equal(Scheme::gentoo, {"1.0_p", "1.0_p0"});
}

TEST_CASE("Gentoo: what is no version is said, not ordered") {
  check_invalid(Scheme::gentoo,
                {"", "latest", "1.", ".1", "1..2", "1_blah", "1.0-r", "1.0-1", "1.0ab", "1.0A", "1.0_p-r1x"});
}
