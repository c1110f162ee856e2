#include "json/json.h"

#include <doctest/doctest.h>

#include "json/writer.h"

using namespace manara;
using namespace manara::json;

TEST_CASE("members, elements and numbers are read; what is absent is empty") {
  Document document;
  const auto root = document.parse(R"({"a":[1,-2,2.5,"x"],"o":{"k":"v","k":"w"},"t":true,"n":null})");
  REQUIRE(root);
  CHECK((*root)["a"].size() == 4);
  std::string seen;
  for (const auto element : (*root)["a"].elements())
    seen += std::to_string(element.number().value_or(0)) + " ";
  CHECK(seen == "1.000000 -2.000000 2.500000 0.000000 ");
  CHECK((*root)["o"]["k"].string() == "v");
  CHECK((*root)["o"].size() == 2);
  CHECK((*root)["t"].boolean() == true);
  CHECK((*root)["n"].kind() == Kind::null);
  CHECK((*root)["missing"]["deeper"].string().empty());
  CHECK_FALSE((*root)["missing"]);
  std::string names;
  for (const auto [name, value] : root->members())
    names += name;
  CHECK(names == "aotn");
}

TEST_CASE("a document that was cut off is refused and told apart from a wrong one") {
  Document document;
  const std::string whole = R"({"a":[1,{"b":"c"}],"d":"e"})";
  REQUIRE(document.parse(whole));
  for (std::size_t length = 1; length < whole.size(); ++length) {
    const auto cut_off = document.parse(whole.substr(0, length));
    REQUIRE_FALSE(cut_off);
    CHECK_MESSAGE(cut_off.error().code == Code{"json_truncated"}, length);
  }
  CHECK(document.parse("").error().code == Code{"json_empty"});
  CHECK(document.parse(" \n").error().code == Code{"json_empty"});
  CHECK(document.parse(R"({"a":1} trailing)").error().code == Code{"json_syntax"});
  CHECK(document.parse("{\"a\":\"\xff\"}").error().code == Code{"json_encoding"});
  CHECK(document.parse("\xEF\xBB\xBF{}"));
}

TEST_CASE("depth and size are bounded") {
  Document document;
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  CHECK(document.parse(deep).error().code == Code{"json_too_deep"});
  CHECK(document.parse(std::string(150, '[') + std::string(150, ']')));
  CHECK(document.parse("[1,2,3]", {.document_bytes = 4}).error().code == Code{"json_too_large"});
}

TEST_CASE("a byte that does not stand as it is is found wherever it stands") {
  const auto quoted = [](std::string_view text) {
    std::string out;
    json::append_quoted(out, text);
    return out.substr(1, out.size() - 2);
  };
  for (std::size_t place = 0; place < 17; ++place) {
    for (int byte = 0; byte < 0x80; ++byte) {
      std::string text(17, 'a');
      text[place] = static_cast<char>(byte);
      INFO("byte " << byte << " at " << place);
      CHECK(quoted(text) == std::string(place, 'a') + quoted(text.substr(place, 1)) + std::string(16 - place, 'a'));
    }
  }
  CHECK(quoted("\x1f \x7f\"\\") == "\\u001f \\u007f\\\"\\\\");
  CHECK(quoted("12345678\xC3\xA9"
               "12345678\xFF") ==
        "12345678\xC3\xA9"
        "12345678\xEF\xBF\xBD");
}

TEST_CASE("what is written reads back, and is valid whatever the bytes") {
  Writer writer;
  writer.begin_object().member("text", "a\"\\\n\x01\xff é").member("number", 7.5).member("small", 0.00793);
  writer.key("list").begin_array().value(1).value(true).null().end_array();
  writer.member_or_null("none", "").end_object();
  CHECK(writer.text() ==
        "{\"text\":\"a\\\"\\\\\\n\\u0001\xEF\xBF\xBD "
        "é\",\"number\":7.5,\"small\":0.00793,\"list\":[1,true,null],\"none\":null}");
  Document document;
  CHECK(document.parse(writer.text()));
  Writer indented(Layout::indented);
  indented.begin_object().key("a").begin_array().value(1).end_array().key("b").begin_object().end_object().end_object();
  CHECK(indented.text() == "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}");
}
