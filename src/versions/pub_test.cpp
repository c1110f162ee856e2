#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("Pub: a release with build metadata comes after the one without") {
  check_ascending(Scheme::pub, {"1.0.0-pre", "1.0.0-pre+build", "1.0.0", "1.0.0+1", "1.0.0+9", "1.0.0+10", "1.0.0+9a",
                                "1.0.0+a", "1.0.0+a.1", "1.0.1-0"});
}

TEST_CASE("Pub: pre-releases are compared before build metadata") {
  check_ascending(Scheme::pub, {"1.0.0-a", "1.0.0-a+z", "1.0.0-a.1", "1.0.0-a.1+a", "1.0.0-b"});
}

TEST_CASE("Pub: a leading v is another spelling") {
  check_equal(Scheme::pub, {"1.2.3-0+1", "v1.2.3-0+1"});
}

TEST_CASE("Pub: what is no version is said, not ordered") {
  check_invalid(Scheme::pub, {"", "any", "1.2.3.4", "1.2.3+", "1.2.3-+a", "^1.0.0"});
}
