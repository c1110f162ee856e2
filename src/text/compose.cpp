#include "text/compose.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "base/utf8.h"

namespace manara::text {

std::string compose(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || !is_utf8(text)) return std::string(text);
  const auto read = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  const auto composed = normalizer->normalize(read, status);
  std::string out;
  if (U_FAILURE(status)) return std::string(text);
  composed.toUTF8String(out);
  return out;
}

}  // namespace manara::text
