#include "base/strings.h"

#include <doctest/doctest.h>

using namespace manara;

TEST_CASE("split keeps empty pieces") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',').size() == 1);
}

TEST_CASE("a number is the whole text or nothing") {
  CHECK(parse_unsigned("42") == 42);
  CHECK(parse_unsigned("18446744073709551615") == 18446744073709551615ULL);
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "18446744073709551616", "1x"})
    CHECK_MESSAGE(!parse_unsigned(text), text);
  CHECK(parse_double("0.00793") == doctest::Approx(0.00793));
  CHECK_FALSE(parse_double("0.5x"));
}

TEST_CASE("what has a meaning in a URI is written as its bytes") {
  CHECK(percent_encoded("a-Z_0.~") == "a-Z_0.~");
  CHECK(percent_encoded("a b&c=/?%") == "a%20b%26c%3D%2F%3F%25");
  CHECK(percent_encoded("é") == "%C3%A9");
}

TEST_CASE("cut takes the first separator, cut_last the last") {
  CHECK(cut("a=b=c", '=')->tail == "b=c");
  CHECK(cut_last("a=b=c", '=')->tail == "c");
  CHECK_FALSE(cut("abc", '='));
  CHECK(iequals("DeB", "dEb"));
  CHECK(trim(" \t x \n") == "x");
}
