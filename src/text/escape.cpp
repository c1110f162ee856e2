#include "text/escape.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "base/utf8.h"

namespace manara::text {
namespace {

struct Interval {
  char32_t first, last;
};

// Unicode 15: what is invisible or reorders its neighbours, but for the joiners U+200C and U+200D, which words need,
// and variation selectors, which only choose a glyph. Sorted.
constexpr std::array<Interval, 17> hidden{{
    {0x00AD, 0x00AD},    // soft hyphen
    {0x034F, 0x034F},    // combining grapheme joiner
    {0x061C, 0x061C},    // Arabic letter mark
    {0x115F, 0x1160},    // Hangul fillers
    {0x17B4, 0x17B5},    // Khmer inherent vowels
    {0x180B, 0x180F},    // Mongolian selectors and vowel separator
    {0x200B, 0x200B},    // zero-width space
    {0x200E, 0x200F},    // left-to-right and right-to-left mark
    {0x2028, 0x202E},    // line and paragraph separator, bidi embeddings and overrides
    {0x2060, 0x206F},    // word joiner, invisible operators, bidi isolates
    {0x3164, 0x3164},    // Hangul filler
    {0xFEFF, 0xFEFF},    // zero-width no-break space
    {0xFFA0, 0xFFA0},    // half-width Hangul filler
    {0xFFF0, 0xFFFB},    // interlinear annotation
    {0x1BCA0, 0x1BCA3},  // shorthand format controls
    {0x1D173, 0x1D17A},  // musical format controls
    {0xE0000, 0xE0FFF},  // tags
}};

bool is_hidden(char32_t c) {
  const auto* found = std::ranges::lower_bound(hidden, c, {}, &Interval::last);
  return found != hidden.end() && c >= found->first;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

bool is_layout(char32_t c) {
  return c == '\n' || c == '\t' || c == '\r';
}

enum class Layout : std::uint8_t { escaped, kept };

void append_control(std::string& out, char32_t c) {
  switch (c) {
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '\r': out += "\\r"; return;
    default:
      out += c < 0x80 ? fmt::format("\\x{:02x}", static_cast<unsigned>(c))
                      : fmt::format("\\u{:04x}", static_cast<unsigned>(c));
  }
}

/// `text` with everything shown that would act or hide.
std::string visible(std::string_view text, Layout layout) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto length = utf8_length(text);
    if (length == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    const char32_t c = utf8_decode(text, length);
    if (is_control(c) && !(layout == Layout::kept && is_layout(c))) {
      append_control(out, c);
    } else if (is_hidden(c)) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return out;
}

constexpr std::array<std::string_view, 11> formula_heads{"=",  "+",      "-",      "@",      "\t",    "\r",
                                                         "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

bool looks_like_formula(std::string_view field) {
  return std::ranges::any_of(formula_heads, [field](std::string_view head) { return field.starts_with(head); });
}

std::string quoted_for_csv(std::string text) {
  if (text.find_first_of(",;\"\r\n\t") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

}  // namespace

std::string for_terminal(std::string_view text) {
  return visible(text, Layout::escaped);
}

std::string for_html(std::string_view text) {
  std::string out;
  for (const char c : visible(text, Layout::kept)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out.push_back(c);
    }
  }
  return out;
}

std::string for_csv(std::string_view field) {
  std::string text = visible(field, Layout::kept);
  if (looks_like_formula(text)) text.insert(text.begin(), '\'');
  return quoted_for_csv(std::move(text));
}

std::string with_defusal_kept(std::string_view field) {
  std::string text(field);
  if (field.starts_with('\'') && without_defusal(field) != field) text.insert(text.begin(), '\'');
  return text;
}

std::string for_csv_read_back(std::string_view field) {
  auto text = with_defusal_kept(field);
  if (looks_like_formula(text)) text.insert(text.begin(), '\'');
  return quoted_for_csv(std::move(text));
}

std::string_view without_defusal(std::string_view field) {
  const auto behind = field.find_first_not_of('\'');
  const bool defused = behind != 0 && behind != std::string_view::npos && looks_like_formula(field.substr(behind));
  return defused ? field.substr(1) : field;
}

}  // namespace manara::text
