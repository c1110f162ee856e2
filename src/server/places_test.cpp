#include "server/places.h"

#include <doctest/doctest.h>

using namespace manara::server;
using Answer = Places::Answer;

TEST_CASE("an address counts as itself, or as its network of version 6") {
  CHECK(counted_address("192.0.2.7") == "192.0.2.7");
  CHECK(counted_address("::ffff:192.0.2.7") == "192.0.2.7");
  CHECK(counted_address("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
  CHECK(counted_address("2001:db8:1:2::9") == "2001:db8:1:2::/64");
  CHECK(counted_address("no address") == "no address");
}

TEST_CASE("places end, for one address and for all, and come back") {
  Places places(3, 2);
  CHECK(places.take("a") == Answer::granted);
  CHECK(places.take("a") == Answer::granted);
  CHECK(places.take("a") == Answer::full_for_address);
  CHECK(places.take("b") == Answer::granted);
  CHECK(places.take("c") == Answer::full);
  places.give_back("a");
  CHECK(places.take("a") == Answer::granted);
  places.give_back("a");
  CHECK(places.take("c") == Answer::granted);
  CHECK(places.taken() == 3);
  places.give_back("never seen");
  CHECK(places.taken() == 3);
}
