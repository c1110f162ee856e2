#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("Hackage: numbers compare one by one, the longer list after its head") {
  check_ascending(Scheme::hackage, {"0", "0.1.26.0", "0.11.3.0", "1", "1.0", "1.0.0", "1.0.0.0", "1.0.1", "1.1", "2"});
  check_equal(Scheme::hackage, {"1.0", "01.00"});
}

TEST_CASE("Hackage: what is no version is said, not ordered") {
  check_invalid(Scheme::hackage, {"", "1.0-beta", "1.", ".1", "1-0", "head"});
}
