#include "access/rate_limit.h"

#include <doctest/doctest.h>
#include <string>

#include "access/address.h"
#include "access/made_random.h"

using namespace manara;
using namespace manara::access;

TEST_CASE("a burst is allowed, then as many as a minute has") {
  made::SeededRandom random;
  RateLimit limit({.burst = 3, .per_minute = 60}, random);
  for (int i = 0; i < 3; ++i)
    CHECK(limit.take("192.0.2.1", 5000) == 0);
  CHECK(limit.take("192.0.2.1", 5000) == 1000);
  CHECK(limit.take("192.0.2.2", 5000) == 0);
  CHECK(limit.take("192.0.2.1", 5999) == 1);
  CHECK(limit.take("192.0.2.1", 6001) == 0);
  CHECK(limit.take("192.0.2.1", 6001) > 0);
  for (int i = 0; i < 3; ++i)
    CHECK(limit.take("192.0.2.1", 1'000'000) == 0);
  CHECK(limit.take("192.0.2.1", 1'000'000) > 0);
}

TEST_CASE("how long somebody waits can be asked without counting") {
  made::SeededRandom random;
  RateLimit limit({.burst = 1, .per_minute = 60}, random);
  for (int i = 0; i < 3; ++i)
    CHECK(limit.wait_of("a", 5000) == 0);
  CHECK(limit.take("a", 5000) == 0);
  CHECK(limit.wait_of("a", 5400) == 600);
  CHECK(limit.wait_of("a", 6000) == 0);
  CHECK(limit.take("a", 6000) == 0);
}

TEST_CASE("a clock that goes back or leaps gives nobody more than a burst") {
  made::SeededRandom random;
  RateLimit limit({.burst = 2, .per_minute = 60}, random);
  CHECK(limit.take("a", 1'000'000) == 0);
  CHECK(limit.take("a", 0) == 0);
  CHECK(limit.take("a", 0) == 1000);
  CHECK(limit.take("a", 1000) == 0);
  CHECK(limit.take("a", 1LL << 60) == 0);
  CHECK(limit.take("a", 1LL << 60) == 0);
  CHECK(limit.take("a", 1LL << 60) > 0);
}

TEST_CASE("a million keys use no more room than one, and shut nobody out") {
  made::SeededRandom random;
  RateLimit limit({.burst = 1, .per_minute = 1}, random, 64);
  int refused = 0;
  for (int i = 0; i < 1'000'000; ++i)
    refused += limit.take("10." + std::to_string(i), i) != 0 ? 1 : 0;
  CHECK(refused == 0);
  CHECK(limit.take("192.0.2.1", 1'000'000) == 0);
}

TEST_CASE("addresses are counted by whom they belong to") {
  CHECK(network_of("192.0.2.7") == "192.0.2.7");
  CHECK(network_of("::ffff:192.0.2.7") == "192.0.2.7");
  CHECK(network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
  CHECK(network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64");
  CHECK(network_of("fe80::1%eth0") == "fe80::/64");
  CHECK(network_of("") == "");
  CHECK(network_of("no address") == "no address");
  CHECK(network_of(std::string(1000, 'x')).size() == 64);
}

TEST_CASE("what a log keeps of an address is the network it is of") {
  CHECK(coarse_network("192.0.2.7") == "192.0.2.0/24");
  CHECK(coarse_network("::ffff:192.0.2.7") == "192.0.2.0/24");
  CHECK(coarse_network("2001:db8:1:2:3:4:5:6") == "2001:db8:1::/48");
  CHECK(coarse_network("no address") == "");
  CHECK(coarse_network("") == "");
}
