#include "crypto/base64.h"

#include <doctest/doctest.h>

using namespace manara::crypto;

TEST_CASE("base64: every byte comes back, and its text is the only one") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes.push_back(static_cast<char>(i));
    const auto text = base64(bytes);
    CHECK(from_base64(text) == bytes);
    // Another character in any place is other bytes, or none.
    auto other = text;
    for (auto& c : other) {
      const char was = c;
      for (int bit = 0; bit < 8; ++bit) {
        c = static_cast<char>(static_cast<unsigned char>(was) ^ (1U << bit));
        const auto read = from_base64(other);
        if (read && base64(*read) != other) FAIL_CHECK(other, " reads as ", base64(*read));
      }
      c = was;
    }
  }
}

TEST_CASE("base64: what is no such text is none") {
  for (const std::string_view text :
       {"QQ", "QQ=", "QQ==\n", "Q Q=", "QR==", "====", "QQ==QQ==", "Q-_=", "\xd1Q==", "Q\xe1=="}) {
    CHECK_MESSAGE(!from_base64(text), text);
  }
  CHECK(from_base64("") == "");
}
