#include "products/words.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace manara::products;
using Words = std::vector<std::string>;

TEST_CASE("a name splits at blanks, and a parenthesis is a word of its own") {
  CHECK(words_of("Mozilla Firefox (x64 fr)") == Words{"mozilla", "firefox", "(", "x64", "fr", ")"});
  CHECK(words_of("Zoom(64bit)") == Words{"zoom", "(", "64bit", ")"});
  CHECK(words_of("Adobe Acrobat Reader DC - Français") == Words{"adobe", "acrobat", "reader", "dc", "-", "français"});
  CHECK(words_of("").empty());
  CHECK(words_of("   ").empty());
}

TEST_CASE("marks of trade, quotes and invisible characters are no part of a name") {
  CHECK(words_of("Intel(R) Driver & Support Assistant") == Words{"intel", "driver", "&", "support", "assistant"});
  CHECK(words_of("Java(TM) 6 Update 45") == Words{"java", "6", "update", "45"});
  CHECK(words_of("McAfee\u00ae Total\u2122 Protection") == Words{"mcafee", "total", "protection"});
  CHECK(words_of("\u202eGoogle\u202c Chrome\u200f") == Words{"google", "chrome"});
  CHECK(words_of("ООО «ЯНДЕКС»") == Words{"ооо", "яндекс"});
  CHECK(words_of("WinRAR\u00a05.91 \u2013 64-bit") == Words{"winrar", "5.91", "-", "64-bit"});
}

TEST_CASE("a comma or colon ends a word, unless it stands between digits") {
  CHECK(words_of("English, Français, Deutsch") == Words{"english", "français", "deutsch"});
  CHECK(words_of("ColdFusion 2021,0,05") == Words{"coldfusion", "2021,0,05"});
  CHECK(words_of("Server: x64") == Words{"server", "x64"});
  CHECK(words_of("Dell Command | Update") == Words{"dell", "command", "update"});
}

TEST_CASE("capitals and digits of other scripts are read as their plain forms") {
  CHECK(words_of("FAMILLE ET ÉTUDIANT") == Words{"famille", "et", "étudiant"});
  CHECK(words_of("أوفيس ٢٠١٩") == Words{"أوفيس", "2019"});
}

TEST_CASE("bytes that are no UTF-8 become a character that no pattern has") {
  CHECK(words_of("Google\xff Chrome") == Words{"google\xef\xbf\xbd", "chrome"});
  CHECK(words_of("\xc3") == Words{"\xef\xbf\xbd"});
}

TEST_CASE("a name of more words than any installer's has none") {
  std::string name;
  for (int i = 0; i < 49; ++i)
    name += "a ";
  CHECK(words_of(name).empty());
  CHECK(words_of(std::string_view{name}.substr(2)).size() == 48);
}

TEST_CASE("what looks like a version, and what only begins with a digit") {
  for (const auto* version : {"5", "v1", "19.00", "v7.9.5", "2.6.6-i001", "8u361", "4rc1", "1.1.1t", "7.1.1-15",
                              "3.13.0a3", "go1.20.4", "2019"}) {
    CAPTURE(version);
    CHECK(looks_like_version(version));
  }
  for (const auto* word :
       {"", "v", "3d", "7-zip", "x64", "64-bit", "32-bit", "vnc", "1password", "2023-07-30", "5$", "go"}) {
    CAPTURE(word);
    CHECK_FALSE(looks_like_version(word));
  }
}
