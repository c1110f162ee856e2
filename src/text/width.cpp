#include "text/width.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace manara::text {
namespace {

bool takes_no_column(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR: return true;
    default: break;
  }
  const auto hangul = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
  return hangul == U_HST_VOWEL_JAMO || hangul == U_HST_TRAILING_JAMO;
}

std::size_t columns_of(char32_t character) {
  if (character < 0x300) return 1;  // Latin: no marks, nothing wide, no need to ask ICU
  const auto c = static_cast<UChar32>(character);
  if (takes_no_column(c)) return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

struct Glyph {
  std::size_t bytes, columns;
};

Glyph first_glyph(std::string_view text) {
  const auto length = utf8_length(text);
  return length == 0 ? Glyph{1, 1} : Glyph{length, columns_of(utf8_decode(text, length))};
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const auto glyph = first_glyph(text);
    columns += glyph.columns;
    text.remove_prefix(glyph.bytes);
  }
  return columns;
}

std::string fit(std::string_view text, std::size_t columns) {
  if (columns == 0) return {};
  std::size_t used = 0;
  std::size_t kept_bytes = 0;  // what fits with the ellipsis behind it
  for (auto rest = text; !rest.empty();) {
    const auto glyph = first_glyph(rest);
    used += glyph.columns;
    if (used > columns) return std::string(text.substr(0, kept_bytes)) + "…";
    rest.remove_prefix(glyph.bytes);
    if (used < columns) kept_bytes = text.size() - rest.size();
  }
  return std::string(text);
}

void append_padded(std::string& out, std::string_view text, std::size_t columns, Side side) {
  const auto width = display_width(text);
  const std::string blanks(width < columns ? columns - width : 0, ' ');
  if (side == Side::right) out += blanks;
  out += text;
  if (side == Side::left) out += blanks;
}

}  // namespace manara::text
