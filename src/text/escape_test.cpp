#include "text/escape.h"

#include <doctest/doctest.h>

#include "base/utf8.h"

using namespace manara;
using namespace manara::text;

TEST_CASE("terminal: plain names of any script stay as they are") {
  for (const char* name :
       {"openssl", "C:\\Program Files\\7-Zip", "منارة", "logiciel d'été", "微软", "می\u200cخواهم", ""})
    CHECK(for_terminal(name) == name);
}

TEST_CASE("terminal: control characters are shown, not obeyed") {
  CHECK(for_terminal("a\x1b[2Jb") == "a\\x1b[2Jb");
  CHECK(for_terminal("a\nb\tc\rd") == "a\\nb\\tc\\rd");
  CHECK(for_terminal(std::string_view("a\0b\x7f", 4)) == "a\\x00b\\x7f");
  CHECK(for_terminal("\u009b31m") == "\\u009b31m");  // C1: another way to begin an escape sequence
}

TEST_CASE("terminal: what hides or reorders text is shown") {
  CHECK(for_terminal("invoice\u202egpj.exe") == "invoice\\u202egpj.exe");
  CHECK(for_terminal("a\u2066b\u2069") == "a\\u2066b\\u2069");
  CHECK(for_terminal("a\u200fb\u061cc") == "a\\u200fb\\u061cc");
  CHECK(for_terminal("a\u200bb\ufeff\u2028") == "a\\u200bb\\ufeff\\u2028");
  CHECK(for_terminal("a\U000E0041") == "a\\ue0041");
}

TEST_CASE("terminal: bytes that are not UTF-8 are shown one by one") {
  CHECK(for_terminal("caf\xe9") == "caf\\xe9");
  CHECK(for_terminal("\xc0\x80\xed\xa0\x80\xe2\x82") == "\\xc0\\x80\\xed\\xa0\\x80\\xe2\\x82");
}

TEST_CASE("every byte string becomes UTF-8 without controls") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; second += 5) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
      const auto shown = for_terminal(bytes);
      CHECK(is_utf8(shown));
      CHECK(shown.find_first_of("\n\r\t\x1b\x7f") == std::string::npos);
      CHECK(is_utf8(for_csv(bytes)));
    }
  }
}

TEST_CASE("HTML: no name opens a tag or leaves an attribute") {
  CHECK(for_html("<b a=\"x\" c='y'>&") == "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;");
  CHECK(for_html("a\nb\u202ec\x01") == "a\nb\\u202ec\\x01");
  CHECK(for_html("\xff<") == "\\xff&lt;");
}

TEST_CASE("CSV: quoted where RFC 4180 asks for it") {
  CHECK(for_csv("plain name") == "plain name");
  CHECK(for_csv("a,b") == "\"a,b\"");
  CHECK(for_csv("a;b") == "\"a;b\"");  // the separator where the comma is the decimal sign
  CHECK(for_csv("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(for_csv("two\nlines") == "\"two\nlines\"");
  CHECK(for_csv("") == "");
}

TEST_CASE("CSV: no field is a formula") {
  CHECK(for_csv("=HYPERLINK(\"x\")") == "\"'=HYPERLINK(\"\"x\"\")\"");
  CHECK(for_csv("+1") == "'+1");
  CHECK(for_csv("-1+cmd") == "'-1+cmd");
  CHECK(for_csv("@scope/name") == "'@scope/name");
  CHECK(for_csv("\t=1") == "\"'\t=1\"");
  CHECK(for_csv("\r=1") == "\"'\r=1\"");
  CHECK(for_csv("＝1") == "'＝1");
  CHECK(for_csv("a=1") == "a=1");
}

TEST_CASE("CSV that is read back: every field comes back as it was, and none is a formula") {
  for (const std::string field :
       {"=1+1", "+216 71 000 000", "'=1", "''-x", "'", "'tis", "plain", "\uFF1D1", "a\u202eb", ""}) {
    CAPTURE(field);
    const auto cell = for_csv_read_back(field);
    CHECK(without_defusal(cell) == field);
    CHECK(without_defusal(with_defusal_kept(field)) == field);
    CHECK(for_csv(cell) == (cell.find("\u202e") == std::string::npos ? cell : "a\\u202eb"));
  }
  CHECK(for_csv_read_back("say \"x\"") == "\"say \"\"x\"\"\"");
}
