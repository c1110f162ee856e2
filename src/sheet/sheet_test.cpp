#include "sheet/sheet.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <qrencode.h>

#include "base/strings.h"

using namespace manara;
using namespace manara::sheet;

namespace {

std::size_t count(std::string_view text, std::string_view piece) {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + piece.size()))
    ++found;
  return found;
}
bool contains(std::string_view text, std::string_view piece) {
  return count(text, piece) > 0;
}

constexpr std::string_view note =
    "manara/0123456789abcdef\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— manara/0123456789abcdef Az3grlgt\n";

Sheet filled() {
  return {.team = "Harbour <CSIRT>",
          .date = "2026-11-25",
          .phrase = "7Q2K-M0DX",
          .account = "administrator",
          .recovery_codes = {"1111 2222", "3333 4444"},
          .verifier = "manara/0123+abcd",
          .checkpoint = std::string(note)};
}

/// The module at (x, y) of what was printed, its quiet zone counted in.
bool is_dark(std::string_view blocks, std::size_t x, std::size_t y) {
  auto line = split(blocks, '\n').at(y / 2);
  for (;; --x) {
    std::string_view block = " ";
    for (const std::string_view one : {"▄", "▀", "█"}) {
      if (line.starts_with(one)) block = one;
    }
    if (x == 0) return block == "█" || block == (y % 2 == 0 ? "▀" : "▄");
    line.remove_prefix(block.size());
  }
}

}  // namespace

TEST_CASE("a QR code is the library's own for the text, module by module, with correction M") {
  const auto code = qr_code(note).value();
  auto* made = ::QRcode_encodeData(static_cast<int>(note.size()), reinterpret_cast<const unsigned char*>(note.data()),
                                   0, QR_ECLEVEL_M);
  REQUIRE(made != nullptr);
  REQUIRE(code.size == static_cast<std::size_t>(made->width));
  for (std::size_t y = 0; y < code.size; ++y) {
    for (std::size_t x = 0; x < code.size; ++x)
      CHECK(code.is_dark(x, y) == ((made->data[y * code.size + x] & 1) == 1));
  }
  ::QRcode_free(made);
}

TEST_CASE("a code's size is that of a version, its three corners are finders, and the same text gives the same bits") {
  const auto code = qr_code("manara").value();
  CHECK(code.size == 21);  // version 1
  CHECK(code.modules == qr_code("manara").value().modules);
  CHECK(code.modules != qr_code("Manara").value().modules);
  for (const auto& [left, top] : {std::pair{0, 0}, std::pair{14, 0}, std::pair{0, 14}}) {
    for (int y = 0; y < 7; ++y) {
      for (int x = 0; x < 7; ++x) {
        const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
        CHECK(code.is_dark(static_cast<std::size_t>(left + x), static_cast<std::size_t>(top + y)) == (ring != 2));
      }
    }
  }
  CHECK(qr_code(std::string(3000, 'x')).error().code == Code{"qr_too_long"});
}

TEST_CASE("what is printed on a terminal is the code within a light border of four modules") {
  const auto code = qr_code(note).value();
  const auto blocks = as_blocks(code, Ink::plain);
  const auto whole = code.size + 2 * quiet_zone;
  CHECK(count(blocks, "\n") == (whole + 1) / 2);
  std::size_t dark = 0;
  for (std::size_t y = 0; y < whole; ++y) {
    for (std::size_t x = 0; x < whole; ++x) {
      const bool inside = x >= quiet_zone && y >= quiet_zone && code.is_dark(x - quiet_zone, y - quiet_zone);
      CHECK(is_dark(blocks, x, y) == inside);
      dark += inside ? 1 : 0;
    }
  }
  CHECK(dark > code.size);
  const auto coloured = as_blocks(code, Ink::colours);
  CHECK(count(coloured, "\x1b[0m\n") == (whole + 1) / 2);
}

TEST_CASE("the picture has a border, the dark runs of each row, and its title escaped") {
  const auto code = qr_code("manara").value();
  const auto svg = as_svg(code, "<b>");
  CHECK(contains(svg, "viewBox=\"0 0 29 29\""));
  CHECK(contains(svg, "<title>&lt;b&gt;</title>"));
  CHECK(contains(svg, "d=\"M4 4h7v1h-7z"));
  std::size_t dark = 0;
  for (const auto piece : split(svg, 'v')) {
    const auto run = cut_last(piece, 'h');
    if (run) dark += parse_unsigned(run->tail).value_or(0);
  }
  std::size_t expected = 0;
  for (const auto module : code.modules)
    expected += module;
  CHECK(dark == expected + 29);  // and the light ground's width
}

TEST_CASE("the sheet has what it was given, and a heading for nothing else") {
  const auto text = as_text(filled(), text::Language::en, Ink::plain).value();
  CHECK(contains(text, "    7Q2K-M0DX\n"));
  CHECK(contains(text, "    1111 2222\n    3333 4444\n"));
  CHECK(contains(text, "    — manara/0123456789abcdef Az3grlgt\n"));
  CHECK(contains(text, as_blocks(qr_code(note).value(), Ink::plain)));
  CHECK_FALSE(contains(text, "password of the account"));
  CHECK_FALSE(contains(text, "authority"));
  auto more = filled();
  more.password = "AAAA-BBBB";
  more.authority = "AB:CD";
  const auto longer = as_text(more, text::Language::en, Ink::plain).value();
  CHECK(contains(longer, "    AAAA-BBBB\n"));
  CHECK(contains(longer, "    AB:CD\n"));
}

TEST_CASE("the page is in the reader's language and direction, escaped, without a script or a link elsewhere") {
  for (const auto language : text::languages) {
    auto given = filled();
    given.team = "</title><script>alert(1)</script>";
    given.account = "a<b";
    const auto page = as_page(given, language).value();
    const bool is_arabic = language == text::Language::ar;
    CHECK(contains(page, is_arabic ? "<html lang=\"ar\" dir=\"rtl\">" : "dir=\"ltr\">\n<head>"));
    CHECK_FALSE(contains(page, "<script"));
    CHECK_FALSE(contains(page, "a<b"));
    CHECK(contains(page, "&lt;script&gt;"));
    CHECK(contains(page, "default-src 'none'"));
    CHECK(contains(page, "<svg"));
    CHECK(contains(page, "<pre dir=\"ltr\">7Q2K-M0DX\n</pre>"));
    CHECK_FALSE(contains(page, "src="));
    CHECK_FALSE(contains(page, "href="));
    CHECK_FALSE(contains(page, "\\u200"));
  }
}
