#include "text/typed.h"

#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include "base/utf8.h"

namespace manara::text {
namespace {

struct Span {
  char32_t first, last;
};

constexpr Span turning_or_hiding[] = {
    {0x200b, 0x200b},    // zero width space
    {0x2028, 0x202e},    // line and paragraph separator; embeddings, overrides and their end
    {0x2060, 0x2064},    // word joiner, invisible operators
    {0x2066, 0x2069},    // isolates
    {0xfeff, 0xfeff},    // byte order mark
    {0xe0000, 0xe007f},  // tags
};

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f);
}

bool is_hidden(char32_t c, Lines lines) {
  if (lines == Lines::many) return is_control(c) && c != U'\n' && c != U'\t';
  return is_control(c) ||
         std::ranges::any_of(turning_or_hiding, [c](const Span& span) { return c >= span.first && c <= span.last; });
}

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

std::string composed(std::string_view text) {
  std::string out(text);
  if (is_ascii(text) || !is_utf8(text)) return out;
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return out;
  const auto read = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  const auto whole = normalizer->normalize(read, status);
  if (U_FAILURE(status)) return out;
  out.clear();
  whole.toUTF8String(out);
  return out;
}

bool has_hidden(std::string_view text, Lines lines) {
  while (!text.empty()) {
    const auto length = utf8_length(text);
    if (length == 0) return true;
    if (is_hidden(utf8_decode(text, length), lines)) return true;
    text.remove_prefix(length);
  }
  return false;
}

}  // namespace manara::text
