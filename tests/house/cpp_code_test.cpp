#include "cpp_code.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace manara::house;

namespace {

struct Parsed {
  std::string stripped;
  std::vector<Function> found;
};

Parsed parse(std::string_view code) {
  Parsed parsed{strip(code, Strip::comments_and_strings), {}};
  parsed.found = functions(parsed.stripped, code);
  return parsed;
}

}  // namespace

TEST_CASE("comments and strings are blanked, line ends stay") {
  const std::string code = "a(\"}\"); // {\n/* {\n */ b('}', '\\'', 1'000);\n#define X {\\\n {\nc(R\"x({\")x\");";
  const auto stripped = strip(code, Strip::comments_and_strings);
  CHECK(stripped.size() == code.size());
  CHECK(std::count(stripped.begin(), stripped.end(), '\n') == 5);
  CHECK(stripped.find_first_of("{}\"") == std::string::npos);
  CHECK(stripped.find("1'000") != std::string::npos);
  CHECK(strip("f(\"//x\"); // y", Strip::comments) == "f(\"//x\");     ");
}

TEST_CASE("functions are found in namespaces and classes, with their lines") {
  const auto parsed = parse(
      "namespace a {\n"
      "int one(int x) {\n  if (x) {\n  }\n  return 1;\n}\n"
      "class B : public C {\n public:\n  B() : x_{1}, y_(2) {}\n  int two() const { return x_; }\n  int x_{0};\n};\n"
      "constexpr Row rows[] = {{f(1)}, {2}};\n"
      "bool operator==(int a, B b) {\n  return a == b.x_;\n}\n"
      "enum class E { x, y };\n"
      "template <class T>\nT three(T t = {}) {\n  return t;\n}\n"
      "}\n");
  REQUIRE(parsed.found.size() == 5);
  CHECK(parsed.found[0].name == "one");
  CHECK(parsed.found[0].first_line == 2);
  CHECK(parsed.found[0].last_line == 6);
  CHECK(parsed.found[1].name == "B");
  CHECK(parsed.found[2].name == "two");
  CHECK(parsed.found[3].lines() == 3);
  CHECK(parsed.found[4].name == "three");
  CHECK(parsed.found[4].lines() == 4);
}

TEST_CASE("a test is found by its text") {
  const auto parsed = parse("TEST_CASE(\"a, {b}\") {\n  CHECK(f());\n}\n");
  REQUIRE(parsed.found.size() == 1);
  CHECK(parsed.found[0].name == "TEST_CASE(\"a, {b}\")");
  CHECK(has_word(parsed.found[0].body, "CHECK"));
}

TEST_CASE("words end where other characters begin") {
  CHECK(has_word("a CHECK(b)", "CHECK"));
  CHECK_FALSE(has_word("a CHECK_FALSE(b)", "CHECK"));
  CHECK_FALSE(has_word("UNCHECK", "CHECK"));
  CHECK(has_word("cd /srv/x", "/srv"));
  CHECK(find_word("xCHECK CHECK", "CHECK") == 7);
}
