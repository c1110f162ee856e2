#include "base/id.h"

#include <doctest/doctest.h>

using namespace manara;

namespace {
struct Thing;
}

TEST_CASE("an id is 32 lower-case hexadecimal digits, and nothing else is one") {
  const std::string text = "00112233445566778899aabbccddeeff";
  const auto id = Id<Thing>::read(text);
  REQUIRE(id);
  CHECK(id->bytes[1] == 0x11);
  CHECK(id->bytes[15] == 0xff);
  CHECK(to_string(*id) == text);
  for (const auto* other : {"", "00112233445566778899aabbccddeef", "00112233445566778899aabbccddeeff0",
                            "00112233445566778899AABBCCDDEEFF", "0011223344556677 899aabbccddeeff"})
    CHECK_FALSE(Id<Thing>::read(other));
}

TEST_CASE("the id that names nothing is all zeros") {
  CHECK(Id<Thing>{}.empty());
  CHECK_FALSE(Id<Thing>{.bytes = {1}}.empty());
}
