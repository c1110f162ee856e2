#include "xml/xml.h"

#include <doctest/doctest.h>

#include "base/strings.h"

using namespace manara;
using namespace manara::xml;

namespace {

/// The events as text, read in pieces of `piece` bytes; "! code" where it was refused.
std::string events(std::string_view text, std::size_t piece = 1 << 20, const Limits& limits = {}) {
  Reader reader(
      [text, piece](std::span<char> buffer) mutable -> Result<std::size_t> {
        const auto count = std::min({piece, buffer.size(), text.size()});
        std::copy_n(text.data(), count, buffer.data());
        text.remove_prefix(count);
        return count;
      },
      limits);
  std::string out;
  for (;;) {
    const auto event = reader.next();
    if (!event) return out + "! " + std::string(event.error().code.name());
    if (*event == nullptr) return out;
    const auto& seen = **event;
    if (seen.kind == EventKind::text) {
      out += trim(seen.text);
      continue;
    }
    out += seen.kind == EventKind::start ? "<" : "</";
    out += seen.name;
    for (const auto& attribute : seen.attributes)
      out += " " + std::string(attribute.name) + "=" + std::string(attribute.value);
    out += ">";
  }
}

constexpr std::string_view note = R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment --><n:note xmlns:n="urn:note" lang="fr"><to>Amina &amp; Idris</to>
<body><![CDATA[<1> & 2]]></body></n:note>)";

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += text;
  return out;
}

}  // namespace

TEST_CASE("events come in order, whatever the size of the pieces") {
  const std::string expected = "<note lang=fr><to>Amina & Idris</to><body><1> & 2</body></note>";
  CHECK(events(note) == expected);
  CHECK(events("<a b='1'><c/></a>", 1) == "<a b=1><c></c></a>");
}

TEST_CASE("the tree gives names without prefix, own namespace, text, attributes and lines") {
  Document document;
  const auto root = document.parse(
      "<b:bom xmlns:b='urn:b' xmlns:x='urn:x' v='1'>\n<x:part>other</x:part>\n<b:part>one<x:i/>two</b:part></b:bom>");
  REQUIRE(root);
  CHECK(root->name() == "bom");
  CHECK(root->space() == "urn:b");
  CHECK(root->attribute("v") == "1");
  CHECK(root->attribute("w").empty());
  CHECK_FALSE(root->has_attribute("w"));
  CHECK(root->text().empty());
  CHECK(root->child("part").text() == "onetwo");
  CHECK(root->child("part").line() == 3);
  CHECK_FALSE(root->child("part").child("i"));
  std::string names;
  for (const auto child : root->children())
    names += std::string(child.space()) + " ";
  CHECK(names == "urn:x urn:b ");
  CHECK(root->child("no").child("deeper").text().empty());
}

TEST_CASE("a document that was cut off anywhere is refused; nothing at all is told apart") {
  Document document;
  REQUIRE(document.parse(note));
  for (std::size_t length = 1; length < note.size(); ++length) {
    const auto cut_off = document.parse(note.substr(0, length));
    REQUIRE_FALSE(cut_off);
    CHECK_MESSAGE(cut_off.error().code == Code{"xml_truncated"}, length);
  }
  CHECK(document.parse("").error().code == Code{"xml_empty"});
  CHECK(document.parse(" \n ").error().code == Code{"xml_empty"});
  CHECK(document.parse("\xEF\xBB\xBF").error().code == Code{"xml_empty"});
}

TEST_CASE("an error names its line") {
  Document document;
  const auto wrong = document.parse("<a>\n<b>\n</a>");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == Code{"xml_syntax"});
  CHECK(wrong.error().place.line == 3);
  CHECK(document.parse("<a/><b/>").error().code == Code{"xml_syntax"});
  CHECK(document.parse("{\"json\":1}").error().code == Code{"xml_syntax"});
  CHECK(document.parse("<a b='1' b='2'/>").error().code == Code{"xml_syntax"});
}

TEST_CASE("a document type is refused before its entities can do anything") {
  const std::string laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><l>&b;</l>";
  CHECK(events(laughs) == "! xml_entity");
  CHECK(events("<!DOCTYPE l SYSTEM 'file:///etc/passwd'><l/>") == "! xml_entity");
  CHECK(events("<l>&b;</l>") == "! xml_entity");
  CHECK(events("<l>&#65;&lt;</l>") == "<l>A<</l>");
}

TEST_CASE("depth, size, attributes and tokens are bounded") {
  Document document;
  CHECK(document.parse(repeated("<a>", 100'000)).error().code == Code{"xml_too_deep"});
  CHECK(document.parse(repeated("<a>", 150) + repeated("</a>", 150)));
  CHECK(document.parse("<a>text</a>", {.document_bytes = 5}).error().code == Code{"xml_too_large"});
  CHECK(events("<a b='" + std::string(400'000, 'x') + "'/>", 1 << 16, {.record_bytes = 100'000}) == "! xml_too_large");
  std::string many = "<a";
  for (std::size_t i = 0; i <= max_attributes; ++i)
    many += " a" + std::to_string(i) + "=''";
  CHECK(events(many + "/>") == "! xml_too_many");
}

TEST_CASE("text in very many pieces and a token in very many chunks take linear time") {
  Document document;
  const auto mixed = document.parse("<a>" + repeated("x<b/>", 200'000) + "</a>");
  REQUIRE(mixed);
  CHECK(mixed->text().size() == 200'000);
  const auto large = "<a b='" + std::string(8 << 20, 'x') + "'/>";
  CHECK(document.parse(large)->attribute("b").size() == 8 << 20);
}

TEST_CASE("encodings: UTF-8 must be right, UTF-16 and Latin-1 are turned into it, the unknown is refused") {
  Document document;
  const auto wrong = document.parse("<a>\xff</a>");
  CHECK(wrong.error().code == Code{"xml_syntax"});
  CHECK(document.parse("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>")->text() == "é");
  CHECK(document.parse("<?xml version='1.0' encoding='klingon'?><a/>").error().code == Code{"xml_encoding"});
  const std::string wide("\xff\xfe<\0a\0/\0>\0", 10);
  CHECK(document.parse(wide)->name() == "a");
}

TEST_CASE("an error of the source is handed on") {
  Reader reader([](std::span<char>) -> Result<std::size_t> { return fail(Code{"file_unreadable"}); }, {});
  CHECK(reader.next().error().code == Code{"file_unreadable"});
}
