#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("Debian: a tilde sorts before the end, and so before everything") {
  check_ascending(Scheme::debian, {"1.0~~", "1.0~~a", "1.0~", "1.0~rc1", "1.0", "1.0-1", "1.0a", "1.0+b"});
}

TEST_CASE("Debian: updates, backports and rebuilds of a release in order") {
  check_ascending(Scheme::debian, {"2.36-9~bpo11+1", "2.36-9~deb11u1", "2.36-9", "2.36-9+b1", "2.36-9+deb12u1",
                                   "2.36-9+deb12u4", "2.36-9+deb12u10", "2.36-10"});
  // A rebuild is newer than the source it was built from, and older than the next upload.
  check_ascending(Scheme::debian, {"1.2-1", "1.2-1+b1", "1.2-1+b10", "1.2-1.1", "1.2-2"});
}

TEST_CASE("Debian: Ubuntu's updates and ESM in order") {
  check_ascending(Scheme::debian, {"1.1.1f-1ubuntu2", "1.1.1f-1ubuntu2.16", "1.1.1f-1ubuntu2.24",
                                   "1.1.1f-1ubuntu2.24+esm1", "1.1.1f-1ubuntu2.24+esm2", "1.1.1f-1ubuntu3"});
  check_ascending(Scheme::debian, {"2.7.4-13ubuntu1", "2.7.4-13+deb9u1"});
}

TEST_CASE("Debian: the epoch decides first, an absent one is 0") {
  check_equal(Scheme::debian, {"0:1.0-1", "1.0-1", "00:1.0-1"});
  check_ascending(Scheme::debian, {"9.9-9", "1:0.1-1", "2:0~0", "10:0"});
}

TEST_CASE("Debian: an absent revision and a missing number are 0") {
  check_equal(Scheme::debian, {"1.0", "1.0-0", "1.0-00", "1.00"});
  check_equal(Scheme::debian, {"1.", "1.0", "1.-0"});
  check_ascending(Scheme::debian, {"1.0-0~a", "1.0", "1.0-0a"});
}

TEST_CASE("Debian: only the last hyphen begins the revision") {
  check_ascending(Scheme::debian, {"1.0-rc1-1", "1.0-rc1-2", "1.0-rc2-1"});
}

TEST_CASE("Debian: numbers are numbers of any length, letters come before other characters") {
  check_ascending(Scheme::debian, {"1.9", "1.10", "1.20230101000000123456789"});
  check_ascending(Scheme::debian, {"1", "1A", "1Z", "1a", "1z", "1+", "1-a-1", "1."});
}

TEST_CASE("Debian: what is no version is said, not ordered") {
  check_invalid(Scheme::debian, {"", "latest", "<unfixed>", "<not-affected>", "unknown", ":1.0", "a:1.0", "1:", "1:-1",
                                 "1.0-", "-1", "~1", "1.0 2", "1.0_1", "1.0:1", "kernel-image-2.4.17"});
}
