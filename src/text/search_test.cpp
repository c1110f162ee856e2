#include "text/search.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "base/strings.h"

using namespace manara;
using namespace manara::text;

namespace {

/// Whether a text is found by what somebody types.
bool finds(std::string_view typed, std::string_view text) {
  const auto kept = search_words(text);
  const auto words = split(kept, ' ');
  return std::ranges::all_of(typed_words(typed), [&](const std::string& word) {
    return std::ranges::any_of(words, [&](std::string_view one) { return one.starts_with(word); });
  });
}

}  // namespace

TEST_CASE("a text is found by the beginnings of its words, in any order") {
  CHECK(finds("gen hop", "Hôpital Général"));
  CHECK(finds("", "Hôpital"));
  CHECK_FALSE(finds("pital", "Hôpital"));
  CHECK_FALSE(finds("hopital nord", "Hôpital du Sud"));
}

TEST_CASE("addresses, domains and names of machines are found whole and from each of their words on") {
  for (const auto* typed : {"soc@example.org", "soc", "example", "example.org", "org"})
    CHECK(finds(typed, "mail soc@example.org"));
  CHECK_FALSE(finds("ample", "soc@example.org"));
  CHECK(finds("mail-03", "Kalam-mail-03"));
  CHECK(finds("CVE-2026-0001", "cve-2026-0001"));
  CHECK(search_words("a-a") == "a-a a");
}

TEST_CASE("an Arabic word is found with and without what is written together with it") {
  for (const auto* kept : {"مستشفى", "المستشفى", "والمستشفى", "بالمستشفى", "للمستشفى", "لمستشفى", "ومستشفى"}) {
    INFO(kept);
    CHECK(finds("مستشفى", kept));
    CHECK(finds("المستشفى", kept));
    CHECK(finds(kept, kept));
  }
  CHECK_FALSE(finds("لد", "ولد"));
  CHECK(finds("وزارة", "وزارة الصحة"));
  CHECK(finds("الصحة", "وزارة صحة"));
}

TEST_CASE("a word of many parts and bytes that are no text are bounded and harmless") {
  std::string long_word;
  for (int i = 0; i < 100; ++i)
    long_word += "p" + std::to_string(i) + "/";
  CHECK(search_words(long_word).size() < 10 * long_word.size());
  CHECK(search_words("\xff\xfe").empty());
  CHECK(search_words(std::string_view("a\0b", 3)) == "ab");
  CHECK(typed_words(" \t ").empty());
}
