#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("datetime: moments compare as instants, whatever their offsets") {
  check_ascending(Scheme::datetime,
                  {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2024-01-01T00:00:00+02:00",
                   "2023-12-31T23:00:00Z", "2024-01-01T12:00:00-05:00", "9999-12-31T23:59:59Z"});
  check_equal(Scheme::datetime, {"2024-01-01T00:00:00Z", "2023-12-31T19:00:00-05:00", "2024-01-01T00:00:00.000Z"});
}

TEST_CASE("datetime: a fraction of any length orders") {
  check_ascending(Scheme::datetime,
                  {"2024-01-01T00:00:00Z", "2024-01-01T00:00:00.0000000000000001Z", "2024-01-01T00:00:00.09Z",
                   "2024-01-01T00:00:00.9Z", "2024-01-01T00:00:00.90000000000000000001Z", "2024-01-01T00:00:01Z"});
}

TEST_CASE("datetime: what is no moment is said, not ordered") {
  check_invalid(Scheme::datetime,
                {"", "latest", "2024-01-01", "2024-01-01 00:00:00Z", "2024-01-01t00:00:00z", "2024-01-01T00:00Z",
                 "2024-01-01T00:00:00", "2024-01-01T00:00:00+0200", "2024-01-01T00:00:00.Z", "2024-13-01T00:00:00Z",
                 "2023-02-29T00:00:00Z", "2024-01-01T25:00:00Z", "2024-01-01T00:00:00ZZ"});
}

TEST_CASE("lexicographic: bytes decide, and any text but the empty one is a version") {
  check_ascending(Scheme::lexicographic,
                  {"(devel)", "1.10", "1.9", "A", "a", "aa", "latest", "z", "\xc3\xa4", "\xf0\x9f\x98\x80"});
  check_invalid(Scheme::lexicographic, {""});
}
