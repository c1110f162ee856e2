#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("dotted: builds of Windows in order, a missing number is zero") {
  check_ascending(Scheme::dotted,
                  {"6.1.7601", "10.0.9", "10.0.19045.2006", "10.0.19045.3693", "10.0.19045.10000", "v11"});
  check_equal(Scheme::dotted, {"1", "1.0", "1.0.0.0.0", "v1.0", "V1", "01.00"});
  check_equal(Scheme::dotted, {"0", "0.0", "00"});
  check_ascending(Scheme::dotted, {"0", "0.0.1", "1.0.1", "10", "10.10", "100"});
}

TEST_CASE("dotted: numbers have no limit") {
  check_ascending(Scheme::dotted, {"1.18446744073709551615", "1.18446744073709551616"});
}

TEST_CASE("dotted: anything but numbers is no version") {
  check_invalid(Scheme::dotted,
                {"", "v", "vv1", "1.", ".1", "1..2", "1.0a", "1.0-1", "1,0", "n/a", "*", "unspecified", "19.00 (x64)"});
}

TEST_CASE("nginx: three numbers, a missing one is zero") {
  check_ascending(Scheme::nginx, {"0.7.52", "0.8.39", "0.8.40", "0.9.0", "1.4.1", "1.5.0", "1.25.3"});
  check_equal(Scheme::nginx, {"1.25", "1.25.0"});
  check_invalid(Scheme::nginx, {"", "1.25.x", "1.5.0+", "all", "v1.2"});
}
