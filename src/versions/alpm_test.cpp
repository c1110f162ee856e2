#include "versions/order_checks.h"

using namespace manara::versions;

TEST_CASE("ALPM: a word directly after is older than the end, a separated one newer") {
  check_ascending(Scheme::alpm, {"1.0a-1", "1.0alpha-1", "1.0b-1", "1.0beta-1", "1.0p-1", "1.0pre-1", "1.0rc-1",
                                 "1.0-1", "1.0.a-1", "1.0.1-1"});
  check_ascending(Scheme::alpm, {"1.5b-1", "1.5-1", "1.5.b-1", "1.5.1-1"});
}

TEST_CASE("ALPM: the longer separator is newer, whatever follows it") {
  check_ascending(Scheme::alpm, {"1.9-1", "1..0-1", "1...0-1"});
  check_equal(Scheme::alpm, {"1.2-1", "1_2-1", "1+02-1"});
}

TEST_CASE("ALPM: the epoch decides first, an absent one is 0") {
  check_equal(Scheme::alpm, {"0:1.0-1", "1.0-1"});
  check_ascending(Scheme::alpm, {"9.9-1", "1:0.1-1", "1:0.1-2", "1:0.1-2.1", "2:0-1"});
}

TEST_CASE("ALPM: where one side has no pkgrel, it does not count, and such a version has no key") {
  CHECK(compare(Scheme::alpm, "1.5", "1.5-1") == std::strong_ordering::equal);
  CHECK(compare(Scheme::alpm, "1.5-2", "1.5") == std::strong_ordering::equal);
  CHECK(compare(Scheme::alpm, "1.5-2", "1.5.1") == std::strong_ordering::less);
  CHECK(compare(Scheme::alpm, "1.5", "1.6") == std::strong_ordering::less);
  std::string key;
  CHECK(append_key(Scheme::alpm, "1.5", key) == Key::none);
  CHECK(key.empty());
}

TEST_CASE("ALPM: what is no version is said, not ordered") {
  check_invalid(Scheme::alpm, {"", "latest", "1.-1", "1.0-", ":1-1", "1:2:3-1", "1.0-1-1/2", "a b-1", "git-1"});
}
