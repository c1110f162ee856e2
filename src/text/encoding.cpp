#include "text/encoding.h"

#include <algorithm>
#include <array>
#include <unicode/ucnv.h>

#include "base/strings.h"
#include "base/utf8.h"

namespace manara::text {
namespace {

struct Row {
  Encoding encoding;
  std::string_view name;
  const char* converter;  // ICU's name
  std::string_view mark;  // byte order mark
};

constexpr std::array<Row, 5> rows{{
    {Encoding::utf8, "UTF-8", "UTF-8", "\xEF\xBB\xBF"},
    {Encoding::utf16le, "UTF-16LE", "UTF-16LE", "\xFF\xFE"},
    {Encoding::utf16be, "UTF-16BE", "UTF-16BE", "\xFE\xFF"},
    {Encoding::windows1252, "windows-1252", "windows-1252", {}},
    {Encoding::windows1256, "windows-1256", "windows-1256", {}},
}};

const Row& row(Encoding encoding) {
  return rows[static_cast<std::size_t>(encoding)];
}

unsigned char byte(char c) {
  return static_cast<unsigned char>(c);
}

/// Whether the end of a long head may have cut a character, of which `tail` is left.
bool may_be_cut(std::string_view tail) {
  return tail.size() < 4 && byte(tail.front()) >= 0xC2 &&
         std::ranges::all_of(tail.substr(1), [](char c) { return (byte(c) & 0xC0U) == 0x80; });
}

/// A text shorter than this is taken for whole: "caf\xE9" is no UTF-8.
constexpr std::size_t whole_below = 4096;

bool is_utf8_head(std::string_view head) {
  const bool whole = head.size() < whole_below;
  while (!head.empty()) {
    const auto length = utf8_length(head);
    if (length == 0) return !whole && may_be_cut(head);
    head.remove_prefix(length);
  }
  return true;
}

/// UTF-16 without a mark: ASCII (digits, separators, line ends are, in every script) has a zero in every second byte,
/// and no other encoding here has zeros at all.
std::optional<Encoding> detect_utf16(std::string_view head) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++zeros[i % 2];
  }
  const auto pairs = head.size() / 2;
  const auto enough = [pairs](std::size_t more, std::size_t less) {
    return more > 0 && more >= pairs / 20 && less * 10 <= more;
  };
  if (enough(zeros[1], zeros[0])) return Encoding::utf16le;
  if (enough(zeros[0], zeros[1])) return Encoding::utf16be;
  return std::nullopt;
}

/// The letters of Windows-1256 that Arabic words are made of, with the vowel signs, tatweel (DC) and Persian's four
/// (81, 8D, 90, 98).
bool is_arabic_1256(char c) {
  const auto b = byte(c);
  return b == 0x81 || b == 0x8D || b == 0x90 || b == 0x98 || (b >= 0xC1 && b <= 0xDF && b != 0xD7) || b == 0xE1 ||
         (b >= 0xE3 && b <= 0xE6) || b == 0xEC || b == 0xED || (b >= 0xF0 && b <= 0xF3) || b == 0xF5 || b == 0xF6 ||
         b == 0xF8 || b == 0xFA;
}

bool is_letter(char c) {
  return is_alpha(c) || byte(c) >= 0xC0 || is_arabic_1256(c);
}

/// The code page of bytes that are no Unicode. French letters stand in the same places of both, on purpose, so the
/// words decide: Arabic ones consist of Arabic letters only, Western ones mix such bytes with ASCII letters.
Encoding detect_code_page(std::string_view head) {
  std::size_t arabic_words = 0;
  std::size_t western_words = 0;
  for (std::size_t i = 0; i < head.size();) {
    std::size_t arabic = 0;
    std::size_t ascii = 0;
    const std::size_t begin = i;
    for (; i < head.size() && is_letter(head[i]); ++i) {
      if (is_alpha(head[i])) ++ascii;
      if (is_arabic_1256(head[i])) ++arabic;
    }
    if (arabic >= 2 && arabic == i - begin) ++arabic_words;
    if (arabic > 0 && ascii > 0) ++western_words;
    if (i == begin) ++i;
  }
  return arabic_words > western_words ? Encoding::windows1256 : Encoding::windows1252;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  return Converter(ucnv_open(name, &error));
}

}  // namespace

std::optional<Encoding> parse_encoding(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c != '-' && c != '_' && c != ' ') key.push_back(to_lower(c));
  }
  constexpr std::array<std::pair<std::string_view, Encoding>, 12> names{{
      {"utf8", Encoding::utf8},
      {"utf8bom", Encoding::utf8},
      {"utf16", Encoding::utf16le},
      {"utf16le", Encoding::utf16le},
      {"unicode", Encoding::utf16le},  // what Windows calls it
      {"utf16be", Encoding::utf16be},
      {"windows1252", Encoding::windows1252},
      {"cp1252", Encoding::windows1252},
      {"latin1", Encoding::windows1252},
      {"iso88591", Encoding::windows1252},
      {"windows1256", Encoding::windows1256},
      {"cp1256", Encoding::windows1256},
  }};
  const auto* found = std::ranges::find(names, key, &std::pair<std::string_view, Encoding>::first);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

std::string_view name(Encoding encoding) {
  return row(encoding).name;
}

Encoding detect_encoding(std::string_view head) {
  for (const auto& candidate : rows) {
    if (!candidate.mark.empty() && head.starts_with(candidate.mark)) return candidate.encoding;
  }
  if (const auto utf16 = detect_utf16(head)) return *utf16;
  return is_utf8_head(head) ? Encoding::utf8 : detect_code_page(head);
}

struct Decoder::Converters {
  Converter from{};
  Converter to = open_converter("UTF-8");
  std::array<UChar, 1024> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  bool first = true;
  bool at_start = true;  // the mark, if there is one, is still to come

  void convert(std::string_view bytes, UBool flush, std::string& out);
  void append(std::string_view utf8, std::string& out);
};

void Decoder::Converters::append(std::string_view utf8, std::string& out) {
  if (at_start && !utf8.empty()) {
    // The converters hand out whole characters, so the mark comes in one piece.
    take_prefix(utf8, "\xEF\xBB\xBF");
    at_start = false;
  }
  out += utf8;
}

void Decoder::Converters::convert(std::string_view bytes, UBool flush, std::string& out) {
  const char* source = bytes.data();
  std::array<char, 4096> buffer;
  for (;;) {
    char* target = buffer.data();
    UErrorCode error = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source, bytes.data() + bytes.size(),
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(),
                   static_cast<UBool>(first ? 1 : 0), flush, &error);
    first = false;
    append({buffer.data(), static_cast<std::size_t>(target - buffer.data())}, out);
    if (error != U_BUFFER_OVERFLOW_ERROR) return;
  }
}

Decoder::Decoder(Encoding encoding) : converters_(std::make_unique<Converters>()) {
  converters_->from = open_converter(row(encoding).converter);
}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

void Decoder::decode(std::string_view bytes, std::string& out) {
  if (!bytes.empty()) converters_->convert(bytes, static_cast<UBool>(0), out);
}

void Decoder::finish(std::string& out) {
  converters_->convert("", static_cast<UBool>(1), out);
}

std::string to_utf8(std::string_view bytes, Encoding encoding) {
  std::string out;
  Decoder decoder(encoding);
  decoder.decode(bytes, out);
  decoder.finish(out);
  return out;
}

}  // namespace manara::text
