#include "text/domain.h"

#include <algorithm>
#include <memory>
#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include "base/strings.h"

namespace manara::text {
namespace {

/// Longer texts are no names, whatever comes of them.
constexpr std::size_t most_bytes = 1024;
constexpr std::size_t most_ascii = 253;

const icu::IDNA* idna() {
  static const std::unique_ptr<icu::IDNA> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    constexpr uint32_t options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                 UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE;
    return std::unique_ptr<icu::IDNA>(icu::IDNA::createUTS46Instance(options, status));
  }();
  return made.get();
}

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<int32_t>(text.size())};
}

}  // namespace

std::optional<std::string> canonical_domain(std::string_view name) {
  if (name.empty() || name.size() > most_bytes || idna() == nullptr) return std::nullopt;
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  idna()->nameToASCII_UTF8(piece(name), sink, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  if (ascii.ends_with('.')) ascii.pop_back();
  const auto last = cut_last(ascii, '.');
  if (!last || last->tail.empty() || ascii.size() > most_ascii) return std::nullopt;
  if (std::ranges::all_of(last->tail, is_digit)) return std::nullopt;
  return ascii;
}

std::string readable_domain(std::string_view name) {
  if (name.size() > most_bytes || idna() == nullptr) return std::string(name);
  std::string readable;
  icu::StringByteSink<std::string> sink(&readable);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  idna()->nameToUnicodeUTF8(piece(name), sink, info, status);
  return U_FAILURE(status) || info.hasErrors() ? std::string(name) : readable;
}

}  // namespace manara::text
