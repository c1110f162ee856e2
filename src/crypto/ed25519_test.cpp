#include "crypto/ed25519.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "crypto/base64.h"
#include "crypto/sha256.h"

using namespace manara::crypto;

TEST_CASE("the second test of RFC 8032, section 7.1: key and signature follow from the seed") {
  Seed seed{};
  // The RFC's secret key 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb.
  constexpr unsigned char secret[] = {0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3,
                                      0x46, 0xec, 0x11, 0x4e, 0x0f, 0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab,
                                      0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb};
  std::ranges::copy(secret, seed.begin());
  const auto key = signing_key_of(seed);
  CHECK(hex(verifying_key_of(key)) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  CHECK(hex(sign_message("\x72", key)) ==
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST_CASE("a signature is of one message and one key") {
  const auto key = make_signing_key();
  const auto signature = sign_message("lamp", key);
  CHECK(is_signed_by("lamp", signature, verifying_key_of(key)));
  CHECK_FALSE(is_signed_by("lamq", signature, verifying_key_of(key)));
  CHECK_FALSE(is_signed_by("lamp", signature, verifying_key_of(make_signing_key())));
  auto other = signature;
  other[5] ^= 1;
  CHECK_FALSE(is_signed_by("lamp", other, verifying_key_of(key)));
}

TEST_CASE("base64 is read in its one form only") {
  CHECK(base64(std::string_view("light")) == "bGlnaHQ=");
  CHECK(base64(std::string_view("")).empty());
  CHECK(from_base64("bGlnaHQ=") == "light");
  CHECK(from_base64("") == "");
  for (const auto* other : {"bGlnaHQ", "bGlnaHR=", "bGlnaHQ==", "bGln aHQ=", "bGln\naHQ=", "bGlna-Q=", "=", "b"})
    CHECK_FALSE(from_base64(other));
}
