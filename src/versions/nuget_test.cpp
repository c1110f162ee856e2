#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("NuGet: a fourth number counts, a missing one is zero") {
  check_equal(Scheme::nuget, {"1", "1.0", "1.0.0", "1.0.0.0", "01.00"});
  check_ascending(Scheme::nuget, {"1.0.0-pre", "1.0.0", "1.0.0.1-alpha", "1.0.0.1", "1.0.0.10", "1.0.1"});
}

TEST_CASE("NuGet: case and metadata do not count") {
  check_equal(Scheme::nuget, {"1.0.0-BETA", "1.0.0-beta", "1.0.0-Beta+AA"});
  check_ascending(Scheme::nuget, {"1.0.0-alpha", "1.0.0-BETA", "1.0.0-beta.2", "1.0.0-beta.10", "1.0.0-beta2"});
}

TEST_CASE("NuGet: what is no version is said, not ordered") {
  check_invalid(Scheme::nuget, {"", "v1.0", "1.0.0.0.0", "1.0.*", "[1.0,2.0)", "latest", "$(Version)"});
}
