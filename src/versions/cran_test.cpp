#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("CRAN: numbers compare one by one, the longer list after its head") {
  check_ascending(Scheme::cran, {"0.1", "0.1-0", "0.1-1", "0.1.4", "0.1-18", "0.2", "1.0", "1.0.0"});
  check_equal(Scheme::cran, {"0.1-0", "0.01.0", "0.1.0"});
}

TEST_CASE("CRAN: what is no version is said, not ordered") {
  check_invalid(Scheme::cran, {"", "latest", "1.", "-1", "1..2", "1.0a", "1_0", "v1.0"});
}
