#include "crypto/password_hash.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::crypto;

namespace {
constexpr HashCost cheap{.passes = 1, .bytes = 8192};
}

TEST_CASE("a password fits its own hash and no other, and the hash names its cost") {
  const auto hash = hash_password("four lamps on the pier", cheap);
  REQUIRE(hash);
  CHECK(hash->starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  CHECK(is_password("four lamps on the pier", *hash));
  CHECK_FALSE(is_password("four lamps on the pier ", *hash));
  CHECK_FALSE(is_password("", *hash));
  CHECK_FALSE(is_password("four lamps on the pier", "no hash at all"));
  CHECK_FALSE(is_password("four lamps on the pier", ""));
  CHECK(*hash != *hash_password("four lamps on the pier", cheap));
  CHECK(costs(*hash, cheap));
  CHECK_FALSE(costs(*hash, {.passes = 2, .bytes = 8192}));
}

TEST_CASE("a hash that needs more memory than there is is refused in words") {
  CHECK(hash_password("four lamps on the pier", {.passes = 1, .bytes = 1ULL << 50}).error().code ==
        Code{"key_derivation_failed"});
}

TEST_CASE("secrets are equal where every byte is") {
  CHECK(equal_secrets("abc", "abc"));
  CHECK_FALSE(equal_secrets("abc", "abd"));
  CHECK_FALSE(equal_secrets("abc", "abcd"));
  CHECK(equal_secrets("", ""));
}
