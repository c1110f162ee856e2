#include "text/compose.h"

#include <doctest/doctest.h>

using namespace manara;

TEST_CASE("letters and their marks are one form, whichever keyboard wrote them") {
  CHECK(text::compose("e\xcc\x81t\xc3\xa9") == "\xc3\xa9t\xc3\xa9");
  CHECK(text::compose("\xd8\xa7\xd9\x93") == "\xd8\xa2");  // alef and madda above
  CHECK(text::compose("") == "");
  CHECK(text::compose("\xff") == "\xff");
}
