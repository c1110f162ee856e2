#include "products/pattern.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>

using namespace manara::products;

namespace {

/// The sequences of a pattern as text, sorted: "mozilla firefox" / "mozilla firefox esr".
std::string expanded(std::string_view pattern) {
  const auto sequences = expand(pattern);
  if (!sequences) return std::string(sequences.error().code.name());
  std::vector<std::string> all;
  for (const auto& sequence : *sequences) {
    std::string text;
    for (const auto& piece : sequence) {
      if (!text.empty()) text += ' ';
      constexpr std::string_view slots[] = {"", "{version}", "{n}", "{word}"};
      text += piece.kind == Piece::Kind::word ? piece.word : slots[static_cast<std::size_t>(piece.kind)];
    }
    all.push_back(text);
  }
  std::sort(all.begin(), all.end());
  std::string text;
  for (const auto& line : all)
    text += text.empty() ? line : " / " + line;
  return text;
}

}  // namespace

TEST_CASE("a pattern stands for all its choices") {
  CHECK(expanded("google chrome") == "google chrome");
  CHECK(expanded("mozilla firefox [esr]") == "mozilla firefox / mozilla firefox esr");
  CHECK(expanded("{ng|mf} server") == "mf server / ng server");
  CHECK(expanded("a [b|c d]") == "a / a b / a c d");
  CHECK(expanded("a [{b|c} d] e") == "a b d e / a c d e / a e");
  CHECK(expanded("[zoho] manageengine") == "manageengine / zoho manageengine");
}

TEST_CASE("slots and parentheses stand for themselves") {
  CHECK(expanded("update {n} {version} {word}") == "update {n} {version} {word}");
  CHECK(expanded("zoom(64bit)") == "zoom ( 64bit )");
  CHECK(expanded("mq ( {a|b} )") == "mq ( a ) / mq ( b )");
}

TEST_CASE("words of a pattern are read as words of a name are") {
  CHECK(expanded("Adobe  Acrobat\u00ae") == "adobe acrobat");
  CHECK(expanded("étudiant") == "étudiant");
}

TEST_CASE("a pattern that can't be meant is refused") {
  for (const auto* broken : {"", "  ", "[a]", "[a", "a]", "{a|b", "a}", "{versoin} a", "{a} b", "a | [",
                             "a [b [c [d [e [f]]]]]", "{|} a b |"}) {
    CAPTURE(broken);
    CHECK(expanded(broken) == "products_pattern");
  }
}

TEST_CASE("a pattern of too many names is refused before they are made") {
  CHECK(expanded("a [b] [c] [d] [e] [f] [g] [h] [i] [j] [k]") == "products_pattern_wide");
  std::string deep;
  for (int i = 0; i < 100'000; ++i)
    deep += "[";
  CHECK(expanded(deep) == "products_pattern");
  std::string wide = "a";
  for (int i = 0; i < 100'000; ++i)
    wide += "|a";
  CHECK(expanded(wide) == "products_pattern_wide");
}
