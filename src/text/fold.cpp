#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/utf8.h"

namespace manara::text {
namespace {

constexpr char32_t alef = 0x0627;
constexpr char32_t tatweel = 0x0640;

/// What a letter is searched as; 0: nothing.
char32_t folded(char32_t c) {
  const auto category = ::u_charType(static_cast<UChar32>(c));
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
      category == U_CONTROL_CHAR || c == tatweel)
    return 0;
  switch (c) {
    case 0x0671: return alef;    // alef wasla; those with hamza and madda come apart in NFKD
    case 0x0649: return 0x064a;  // alef maqsura
    case 0x06cc: return 0x064a;  // Persian yeh
    case 0x06a9: return 0x0643;  // Persian kaf
    case 0x0629: return 0x0647;  // teh marbuta
    default: break;
  }
  const auto digit = ::u_charDigitValue(static_cast<UChar32>(c));
  if (digit >= 0) return U'0' + static_cast<char32_t>(digit);
  return c;
}

/// NFKD, case folded in full (ß is ss).
icu::UnicodeString decomposed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKDInstance(status);
  auto read = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  if (U_FAILURE(status)) return read;
  auto apart = normalizer->normalize(read, status);
  return U_FAILURE(status) ? read : apart.foldCase(U_FOLD_CASE_DEFAULT);
}

}  // namespace

std::string fold_for_search(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const auto length = utf8_length(text);
    valid.append(text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  const auto apart = decomposed(valid);
  icu::UnicodeString out;
  bool gap = false;
  for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
    const auto c = static_cast<char32_t>(apart.char32At(at));
    if (::u_isUWhiteSpace(static_cast<UChar32>(c)) != 0) {
      gap = !out.isEmpty();
      continue;
    }
    const auto letter = folded(c);
    if (letter == 0) continue;
    if (gap) out.append(static_cast<UChar32>(' '));
    gap = false;
    out.append(static_cast<UChar32>(letter));
  }
  std::string bytes;
  out.toUTF8String(bytes);
  return bytes;
}

}  // namespace manara::text
