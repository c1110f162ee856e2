#include "toml/toml.h"

#include <doctest/doctest.h>

using namespace manara;
using namespace manara::toml;

namespace {

std::string error(std::string_view text, const Limits& limits = {}) {
  Document document;
  const auto root = document.parse(text, limits);
  if (root) return "";
  return std::string(root.error().code.name()) + "@" + std::to_string(root.error().place.line);
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += text;
  return out;
}

}  // namespace

TEST_CASE("tables, arrays of tables, inline tables and every kind of string are read, with their lines") {
  Document document;
  const auto root = document.parse(R"(title = "a \"b\" \u00e9"
path = 'C:\x'
text = """
one "two" three"""""
other = '''it's'''
when = 1979-05-27T07:32:00Z
day.count = 3

[[package]]
name = "first" # a comment with "quotes
files = [
  { file = "a.whl", size = 1.5 },
  { file = "b.whl" },
]

[package.source]
type = "git"

[[package]]
name = "second"
"quoted key" = true
)");
  REQUIRE(root);
  CHECK((*root)["title"].string() == "a \"b\" é");
  CHECK((*root)["path"].string() == "C:\\x");
  CHECK((*root)["text"].string() == "one \"two\" three\"\"");
  CHECK((*root)["other"].string() == "it's");
  CHECK((*root)["when"].kind() == Kind::time);
  CHECK((*root)["day"]["count"].kind() == Kind::number);
  const auto packages = (*root)["package"].elements();
  REQUIRE(packages.size() == 2);
  CHECK(packages[0]["name"].string() == "first");
  CHECK(packages[0]["files"].elements().at(1)["file"].string() == "b.whl");
  CHECK(packages[0]["source"]["type"].string() == "git");
  CHECK(packages[0].line() == 9);
  CHECK(packages[1]["quoted key"].kind() == Kind::boolean);
  CHECK(packages[1].members().size() == 2);
  CHECK(packages[1].line() == 19);
}

TEST_CASE("what is absent or of another type is empty, not an error") {
  Document document;
  const auto root = document.parse("a = 1\n");
  REQUIRE(root);
  CHECK_FALSE((*root)["b"]);
  CHECK((*root)["a"].string().empty());
  CHECK((*root)["a"]["b"]["c"].elements().empty());
  CHECK((*root)["a"].members().empty());
  CHECK((*root)["b"].line() == 0);
  CHECK(document.parse("")->size() == 0);
}

TEST_CASE("a text that ends inside a value was cut off; other mistakes are named with their line") {
  CHECK(error("a = 1\nb = [ 1,\n") == "toml_truncated@2");
  CHECK(error("a = \"abc") == "toml_truncated@1");
  CHECK(error("a = '''abc\n\n") == "toml_truncated@2");
  CHECK(error("a = 1\nb = = 2\n") == "toml_syntax@2");
  CHECK(error("a = 1\na = 2\n").starts_with("toml_syntax@"));
  CHECK(error("{\"a\": 1}\n") == "toml_syntax@1");
  CHECK(error("a = \"\xff\"\n") == "toml_encoding@0");
}

TEST_CASE("the head of a table without a key is a mistake like any other") {
  for (const std::string_view head : {"[[[", "[[[a]]]", "[=]", "[,]", "[.a]", "[[=a]]", "[\n", "[[ [a]]]"}) {
    CHECK_MESSAGE(error(std::string(head) + "\n").starts_with("toml_syntax@"), head);
  }
}

TEST_CASE("letters beyond ASCII are no white space, in texts that go on over lines and in keys") {
  Document document;
  for (const std::string letter : {"\u00a1", "\u00e9", "\u0493", "\u0645", "\u3001", "\ufefd"}) {
    const auto root = document.parse("a = \"\"\"x \\\n  " + letter + "\"\"\"\n");
    REQUIRE_MESSAGE(root, letter);
    CHECK((*root)["a"].string() == "x " + letter);
    CHECK(error(letter + " = 1\n").starts_with("toml_syntax@"));
    CHECK(error("a = " + letter + "\n").starts_with("toml_syntax@"));
  }
}

TEST_CASE("depth, size and dotted keys are bounded, whatever stands in strings and comments") {
  CHECK(error("a = " + repeated("[", 100'000)) == "toml_too_deep@1");
  CHECK(error("a = " + repeated("{ b = ", 100'000)) == "toml_too_deep@1");
  CHECK(error(repeated("a.", 100'000) + "b = 1\n") == "toml_too_deep@1");
  CHECK(error("\n[" + repeated("a . ", 100'000) + "b]\n") == "toml_too_deep@2");
  CHECK(error(repeated("\"a\".", 31) + "b = 1\n").empty());
  CHECK(error(repeated("\"a\".", 32) + "b = 1\n") == "toml_too_deep@1");
  CHECK(error("a = '\"' # \"\n" + repeated("a.", 100) + "b = 1\n") == "toml_too_deep@2");
  CHECK(error("a = \"\"\"\\\"\"\"\"\"\"\n" + repeated("a.", 100) + "b = 1\n") == "toml_too_deep@2");
  std::string many;
  for (std::size_t i = 0; i <= max_dotted_keys; ++i)
    many += "a" + std::to_string(i) + ".b = 1\n";
  CHECK(error(many) == "toml_too_many@" + std::to_string(max_dotted_keys + 1));
  CHECK(error("a = \"" + repeated("1.", 200'000) + "\"\n# " + repeated("1.", 200'000) + "\n").empty());
  CHECK(error("a = 1\n", {.document_bytes = 3}) == "toml_too_large@0");
}
