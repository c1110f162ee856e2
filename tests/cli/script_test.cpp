#include "script.h"

#include <doctest/doctest.h>

using namespace manara::cli_test;

TEST_CASE("a wildcard stands for any text of a line, also none") {
  CHECK(line_matches("index … of …", "index 3f of today"));
  CHECK(line_matches("index …", "index "));
  CHECK(line_matches("…b…b", "abab"));
  CHECK_FALSE(line_matches("…b…b", "aba"));
  CHECK_FALSE(line_matches("index", "index "));
  CHECK_FALSE(line_matches("", "x"));
}

TEST_CASE("a line of its own stands for any lines") {
  CHECK(lines_match({"a", "…", "d"}, {"a", "b", "c", "d"}));
  CHECK(lines_match({"a", "…", "d"}, {"a", "d"}));
  CHECK_FALSE(lines_match({"a", "…", "d"}, {"a", "b"}));
  CHECK_FALSE(lines_match({"a"}, {"a", "b"}));
  CHECK_FALSE(lines_match({}, {"a"}));
  CHECK(lines_match({"…"}, {}));
}

TEST_CASE("a script is read as commands with their output and exit code, and written back the same") {
  const std::string text =
      "# about\n\n$ manara x <<END\n> a\n> END\nout\n# not a comment\nmore\nexit 2\n\n# next\n$ true\n$ echo exit "
      "3x\nexit 3x\n"
      "# end\n";
  const auto script = parse_script(text);
  REQUIRE(script.steps.size() == 3);
  CHECK(script.steps[0].line == 3);
  CHECK(script.steps[0].command == std::vector<std::string>{"manara x <<END", "a", "END"});
  CHECK(script.steps[0].expected == std::vector<std::string>{"out", "# not a comment", "more"});
  CHECK(script.steps[0].exit_code == 2);
  CHECK(script.steps[1].head == std::vector<std::string>{"", "# next"});
  CHECK(script.steps[1].expected.empty());
  CHECK(script.steps[2].expected == std::vector<std::string>{"exit 3x"});
  CHECK(script.tail == std::vector<std::string>{"# end"});
  CHECK(write_script(script) == text);
}

TEST_CASE("a script that begins with anything but a comment or a command is no script") {
  CHECK(parse_script("stray\n$ true\n").steps.empty());
  CHECK(parse_script("").steps.empty());
}

TEST_CASE("an update keeps the wildcards that still fit") {
  CHECK(updated({"index …", "2 rows"}, {"index 3f", "3 rows"}) == std::vector<std::string>{"index …", "3 rows"});
  CHECK(updated({"a", "…"}, {"a", "b", "c"}) == std::vector<std::string>{"a", "…"});
  CHECK(updated({"x…", "y…"}, {"y1", "x1"}) == std::vector<std::string>{"y…", "x1"});
}
