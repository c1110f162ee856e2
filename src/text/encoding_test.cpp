#include "text/encoding.h"

#include <doctest/doctest.h>
#include <vector>

#include "base/utf8.h"

using namespace manara;
using namespace manara::text;
using namespace std::string_literals;

namespace {

/// What our decoders make of text that ICU did not encode: written here byte by byte from the code charts.
std::string utf16(std::u16string_view text, Encoding encoding) {
  std::string out;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    out += encoding == Encoding::utf16le ? std::string{low, high} : std::string{high, low};
  }
  return out;
}

const std::string arabic_1256 = "\xC7\xE1\xDA\xE4\xE6\xC7\xE4;\xC7\xE1\xE4\xD3\xCE\xC9\n";  // العنوان;النسخة
const std::string french_1252 = "\xC9tat;D\xE9j\xE0 mis \xE0 jour\nN\xB0 \x80 5\n";  // État;Déjà mis à jour / N° € 5

}  // namespace

TEST_CASE("names of encodings are known however they are written") {
  CHECK(parse_encoding("utf-8") == Encoding::utf8);
  CHECK(parse_encoding("UTF_16LE") == Encoding::utf16le);
  CHECK(parse_encoding("cp1256") == Encoding::windows1256);
  CHECK(parse_encoding("Windows-1252") == Encoding::windows1252);
  for (const char* other : {"", "ebcdic", "utf-7", "1252x"})
    CHECK_MESSAGE(!parse_encoding(other), other);
  for (const auto encoding :
       {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252, Encoding::windows1256})
    CHECK(parse_encoding(name(encoding)) == encoding);
}

TEST_CASE("a byte order mark decides, and is taken off") {
  for (const auto encoding : {Encoding::utf16le, Encoding::utf16be}) {
    const auto bytes = utf16(u"\uFEFFName;نسخة", encoding);
    CHECK(detect_encoding(bytes) == encoding);
    CHECK(to_utf8(bytes, encoding) == "Name;نسخة");
  }
  CHECK(detect_encoding("\xEF\xBB\xBFName") == Encoding::utf8);
  CHECK(to_utf8("\xEF\xBB\xBFName\xEF\xBB\xBF", Encoding::utf8) == "Name\xEF\xBB\xBF");  // only at the start
}

TEST_CASE("UTF-16 without a mark is known by its zeros, in Arabic text too") {
  for (const auto encoding : {Encoding::utf16le, Encoding::utf16be}) {
    CHECK(detect_encoding(utf16(u"DisplayName,Publisher\r\n7-Zip,Igor Pavlov\r\n", encoding)) == encoding);
    CHECK(detect_encoding(utf16(u"اسم البرنامج;الناشر;الإصدار\r\nفايرفوكس;موزيلا;12\r\n", encoding)) == encoding);
  }
  CHECK(to_utf8(utf16(u"a\U0001F600b", Encoding::utf16be), Encoding::utf16be) == "a😀b");
}

TEST_CASE("well-formed UTF-8 is UTF-8, also when the head ends inside a character") {
  CHECK(detect_encoding("") == Encoding::utf8);
  CHECK(detect_encoding("plain,ascii\n") == Encoding::utf8);
  CHECK(detect_encoding("النسخة;État\n") == Encoding::utf8);
  std::string head(5000, 'x');
  CHECK(detect_encoding(head + "\xD9") == Encoding::utf8);
  CHECK(detect_encoding(head + "\xE2\x82") == Encoding::utf8);
  CHECK(detect_encoding("caf\xE9") == Encoding::windows1252);  // short, so nothing was cut
  CHECK(detect_encoding(head + "\xE9\x20") == Encoding::windows1252);
}

TEST_CASE("code pages: Arabic by its words, French in either stays French") {
  CHECK(detect_encoding(arabic_1256) == Encoding::windows1256);
  CHECK(to_utf8(arabic_1256, Encoding::windows1256) == "العنوان;النسخة\n");
  CHECK(detect_encoding(french_1252) == Encoding::windows1252);
  CHECK(to_utf8(french_1252, Encoding::windows1252) == "État;Déjà mis à jour\nN° € 5\n");
  // An Arabic list with French product names: é is the same byte in both code pages.
  CHECK(detect_encoding(arabic_1256 + "S\xE9"
                                      "curit\xE9;R\xE9seau\n") == Encoding::windows1256);
  CHECK(detect_encoding("\xD6sterreich;Stra\xDF"
                        "e;Gr\xF6\xDF"
                        "e;\xC4\xD6\xDC\n") == Encoding::windows1252);
}

TEST_CASE("what an encoding doesn't know becomes U+FFFD, never an error") {
  CHECK(to_utf8("a\xFFz", Encoding::utf8) == "a\uFFFDz");
  CHECK(to_utf8("a\0b"s, Encoding::utf16le) == "a\uFFFD");              // half a character at the end
  CHECK(to_utf8("\x00\xD8\x61\x00"s, Encoding::utf16le) == "\uFFFDa");  // half of a surrogate pair
  CHECK(to_utf8("", Encoding::utf16le) == "");
  for (const auto encoding :
       {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252, Encoding::windows1256}) {
    std::string bytes;
    for (int i = 0; i < 70000; ++i)
      bytes.push_back(static_cast<char>((i * 31 + i / 256) & 0xFF));
    CHECK(is_utf8(to_utf8(bytes, encoding)));
  }
}

TEST_CASE("pieces of any size give the same text") {
  const std::string utf8 = "Ω😀النسخة;é\n";
  const std::string expected = utf8 + utf8;
  const std::vector<std::pair<Encoding, std::string>> cases{
      {Encoding::utf8, "\xEF\xBB\xBF" + expected},
      {Encoding::utf16le, utf16(u"\uFEFFΩ😀النسخة;é\nΩ😀النسخة;é\n", Encoding::utf16le)},
      {Encoding::utf16be, utf16(u"\uFEFFΩ😀النسخة;é\nΩ😀النسخة;é\n", Encoding::utf16be)}};
  for (const auto& [encoding, bytes] : cases) {
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
      Decoder decoder(encoding);
      std::string out;
      for (std::size_t at = 0; at < bytes.size(); at += piece)
        decoder.decode(std::string_view(bytes).substr(at, piece), out);
      decoder.finish(out);
      CHECK(out == expected);
    }
  }
}
