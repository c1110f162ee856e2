#include "text/width.h"

#include <doctest/doctest.h>

using namespace manara::text;

TEST_CASE("columns, not bytes and not characters") {
  CHECK(display_width("") == 0);
  CHECK(display_width("openssl") == 7);
  CHECK(display_width("été") == 3);
  CHECK(display_width("e\u0301te\u0301") == 3);
  CHECK(display_width("منارة") == 5);
  CHECK(display_width("مَنَارَة") == 5);  // with vowel signs
  CHECK(display_width("微软") == 4);
  CHECK(display_width("ｶﾅ") == 2);  // half-width
  CHECK(display_width("ＡＢ") == 4);
  CHECK(display_width("한글") == 4);
  CHECK(display_width("می\u200cخواهم") == 7);
  CHECK(display_width("a\xff") == 2);
}

TEST_CASE("fit cuts between characters and never gives more columns than it may") {
  CHECK(fit("openssl", 7) == "openssl");
  CHECK(fit("openssl", 6) == "opens…");
  CHECK(fit("openssl", 1) == "…");
  CHECK(fit("openssl", 0) == "");
  CHECK(fit("微软公司", 8) == "微软公司");
  CHECK(fit("微软公司", 7) == "微软公…");
  CHECK(fit("微软公司", 6) == "微软…");  // a third character would leave no column for the ellipsis
  CHECK(fit("مَنَارَة", 3) == "مَنَ…");
  CHECK(fit("", 3) == "");
}

TEST_CASE("padding reaches the same column for every script") {
  for (const char* text : {"abc", "微", "مَنَار", "", "longer than that"}) {
    std::string left, right;
    append_padded(left, text, 6);
    append_padded(right, text, 6, Side::right);
    CHECK(display_width(left) == std::max<std::size_t>(6, display_width(text)));
    CHECK(display_width(right) == display_width(left));
    CHECK(left.starts_with(text));
    CHECK(right.ends_with(text));
  }
}
