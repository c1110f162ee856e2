#include "text/typed.h"

#include <doctest/doctest.h>

using namespace manara::text;

TEST_CASE("letters that were typed in pieces are kept whole, and whole ones as they are") {
  CHECK(composed("e\xcc\x81") == "\xc3\xa9");         // e and an acute accent: é
  CHECK(composed("\xd8\xa7\xd9\x94") == "\xd8\xa3");  // alef and hamza above: أ
  CHECK(composed("\xc3\xa9\xd8\xa3 plain") == "\xc3\xa9\xd8\xa3 plain");
  CHECK(composed("\xef\xac\x81") == "\xef\xac\x81");  // a ligature says something that its letters don't
  CHECK(composed("broken \xc3(") == "broken \xc3(");
  CHECK(composed("").empty());
}

TEST_CASE("a name has nothing in it that turns or hides what is read") {
  for (const auto* hidden : {"a\x01", "a\nb", "a\tb", "a\x7f", "a\xc2\x85", "a\xc2\x9f",
                             "\xe2\x80\xae"
                             "evil",
                             "\xe2\x80\xaa", "\xe2\x81\xa6", "\xe2\x81\xa9",
                             "a\xe2\x80\x8b"
                             "b",
                             "\xef\xbb\xbf"
                             "a",
                             "a\xe2\x80\xa8", "\xf3\xa0\x81\xa1", "broken \xc3("}) {
    CAPTURE(hidden);
    CHECK(has_hidden(hidden, Lines::one));
  }
  // Persian "می‌خواهم" with its non-joiner, a joiner, marks of direction, a space that doesn't break, accents.
  for (const auto* good : {"\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88\xd8\xa7\xd9\x87\xd9\x85",
                           "a\xe2\x80\x8d"
                           "b",
                           "\xe2\x80\x8f"
                           "12",
                           "a\xc2\xa0"
                           "b",
                           "\xc3\xa9t\xc3\xa9", ""}) {
    CAPTURE(good);
    CHECK_FALSE(has_hidden(good, Lines::one));
  }
}

TEST_CASE("prose has lines and directions, and no control characters") {
  CHECK_FALSE(
      has_hidden("one\n\ttwo \xe2\x81\xa6"
                 "three\xe2\x81\xa9",
                 Lines::many));
  CHECK(has_hidden("one\r\n", Lines::many));
  CHECK(
      has_hidden("\xc2\x9b"
                 "31m",
                 Lines::many));
  CHECK(has_hidden("\x1b[31m", Lines::many));
}
