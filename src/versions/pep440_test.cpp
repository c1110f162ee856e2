#include <doctest/doctest.h>

#include "versions/version.h"

using namespace manara::versions;

namespace {
std::optional<std::strong_ordering> order(std::string_view a, std::string_view b) {
  return compare(Scheme::pep440, a, b);
}
}  // namespace

TEST_CASE("PEP 440: development, pre, final and post releases in order") {
  const char* ascending[] = {"1.0.dev456",
                             "1.0a1",
                             "1.0a2.dev456",
                             "1.0a12",
                             "1.0b1.dev456",
                             "1.0b2",
                             "1.0b2.post345.dev456",
                             "1.0b2.post345",
                             "1.0rc1.dev456",
                             "1.0rc1",
                             "1.0",
                             "1.0+abc.5",
                             "1.0+abc.7",
                             "1.0+5",
                             "1.0.post456.dev34",
                             "1.0.post456",
                             "1.1.dev1",
                             "1.10",
                             "1!0.1"};
  for (std::size_t i = 0; i + 1 < std::size(ascending); ++i) {
    CHECK_MESSAGE(order(ascending[i], ascending[i + 1]) == std::strong_ordering::less, ascending[i]);
  }
}

TEST_CASE("PEP 440: other spellings of the same version are equal") {
  CHECK(order("1.0", "v1.0.0") == std::strong_ordering::equal);
  CHECK(order("1.0-1", "1.0.post1") == std::strong_ordering::equal);
  CHECK(order("1.0-ALPHA_2", "1.0a2") == std::strong_ordering::equal);
  CHECK(order("1.0c1", "1.0rc1") == std::strong_ordering::equal);
  CHECK(order("0001.0", "1.0") == std::strong_ordering::equal);
}

TEST_CASE("PEP 440: what is no version is said, not ordered") {
  for (const char* text : {"", "(devel)", "1.0-", "1.0+", "latest", "1..0", "1.0 beta", "2004d"}) {
    CHECK_MESSAGE(!valid(Scheme::pep440, text), text);
    CHECK_FALSE(order(text, "1.0"));
  }
}
