#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("OpenSSL: letters after the release, and after z two of them") {
  check_ascending(Scheme::openssl, {"0.9.8", "0.9.8zh", "1.0.2-beta1", "1.0.2", "1.0.2a", "1.0.2z", "1.0.2za",
                                    "1.0.2zg", "1.1.1-pre9", "1.1.1", "1.1.1w", "3.0.0-dev", "3.0.0-alpha1",
                                    "3.0.0-alpha17", "3.0.0-beta2", "3.0.0", "3.0.9", "3.0.10", "3.1.0"});
}

TEST_CASE("OpenSSL: -fips says nothing about the order, a missing number is zero") {
  check_equal(Scheme::openssl, {"1.0.2k", "1.0.2k-fips"});
  check_equal(Scheme::openssl, {"3.1", "3.1.0"});
}

TEST_CASE("OpenSSL: what is no version is said, not ordered") {
  check_invalid(Scheme::openssl, {"", "fips", "1.0.2.1", "1.0.2-k", "1.1.1k-1", "OpenSSL 1.1.1", "1.0.", "latest"});
}
