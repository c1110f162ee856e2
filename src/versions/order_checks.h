/// What the tests of the orderings ask, in words.
#pragma once

#include <doctest/doctest.h>
#include <initializer_list>
#include <string>
#include <string_view>

#include "versions/version.h"

namespace manara::versions {

/// Each text is valid and before all that follow it, from both sides, by compare and by key where both have one.
inline void check_ascending(Scheme scheme, std::initializer_list<std::string_view> texts) {
  for (const auto* a = texts.begin(); a != texts.end(); ++a) {
    CHECK_MESSAGE(valid(scheme, *a), std::string(*a));
    for (const auto* b = a + 1; b != texts.end(); ++b) {
      CAPTURE(*a);
      CAPTURE(*b);
      CHECK(compare(scheme, *a, *b) == std::strong_ordering::less);
      CHECK(compare(scheme, *b, *a) == std::strong_ordering::greater);
      std::string key_a;
      std::string key_b;
      if (append_key(scheme, *a, key_a) == Key::ok && append_key(scheme, *b, key_b) == Key::ok) CHECK(key_a < key_b);
    }
  }
}

/// The texts are valid and equal to each other, as keys too.
inline void check_equal(Scheme scheme, std::initializer_list<std::string_view> texts) {
  for (const auto a : texts) {
    for (const auto b : texts) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK(compare(scheme, a, b) == std::strong_ordering::equal);
      std::string key_a;
      std::string key_b;
      if (append_key(scheme, a, key_a) == Key::ok && append_key(scheme, b, key_b) == Key::ok) CHECK(key_a == key_b);
    }
  }
}

/// None is a version: it is said, no order and no key are made up.
inline void check_invalid(Scheme scheme, std::initializer_list<std::string_view> texts) {
  for (const auto text : texts) {
    CAPTURE(text);
    CHECK_FALSE(valid(scheme, text));
    CHECK_FALSE(compare(scheme, text, "1.0.0").has_value());
    std::string key = "before";
    CHECK(append_key(scheme, text, key) == Key::unparsable);
    CHECK(key == "before");
  }
}

}  // namespace manara::versions
