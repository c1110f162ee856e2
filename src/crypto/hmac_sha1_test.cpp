#include "crypto/hmac_sha1.h"

#include <doctest/doctest.h>
#include <string>

#include "crypto/sha256.h"

using namespace manara::crypto;

TEST_CASE("HMAC-SHA-1: the test cases of RFC 2202, section 3") {
  const auto of = [](const std::string& key, const std::string& message) { return hex(hmac_sha1(key, message)); };
  CHECK(of(std::string(20, '\x0b'), "Hi There") == "b617318655057264e28bc0b6fb378c8ef146be00");
  CHECK(of("Jefe", "what do ya want for nothing?") == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  CHECK(of(std::string(20, '\xaa'), std::string(50, '\xdd')) == "125d7342b9ac11cd91a39af48aa17b4f63f175d3");
  CHECK(of(std::string(20, '\x0c'), "Test With Truncation") == "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04");
  CHECK(of(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}
