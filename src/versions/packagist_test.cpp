#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("Packagist: stages in order, a longer version after its head") {
  check_ascending(Scheme::packagist, {"1.0-dev", "1.0a1", "1.0-alpha2", "1.0b1", "1.0-beta.2", "1.0RC1", "1.0rc2",
                                      "1.0", "1.0.0", "1.0.1", "1.0pl1", "1.0-p2", "1.1"});
}

TEST_CASE("Packagist: v9.45.0 is 9.45.0") {
  check_equal(Scheme::packagist, {"v9.45.0", "9.45.0", "V9.45.0", "9-45_0", "9.45.0+build.7"});
}

TEST_CASE("Packagist: spellings of one stage are equal") {
  check_equal(Scheme::packagist, {"1.0.0RC2", "1.0.0rc2", "1.0.0.rc.2", "1.0.0-RC2"});
  check_equal(Scheme::packagist, {"1.0b1", "1.0-beta1", "1.0beta.1"});
  check_equal(Scheme::packagist, {"1.0p1", "1.0pl1", "1.0-patch1", "1.0.post1"});
}

TEST_CASE("Packagist: what is no version is said, not ordered") {
  check_invalid(Scheme::packagist, {"", "dev-master", "dev-foo", "1.0.x-dev", "latest", "1.2.3.#", "^1.0", "1.0 - 2.0",
                                    "1.0-stable", "1.0-BETA1", "v", "+1"});
}
