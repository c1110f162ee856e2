#include "text/nations.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace manara::text {

std::optional<std::string> nation_name(Language language, std::string_view code) {
  const auto* const* known = icu::Locale::getISOCountries();
  while (*known != nullptr && *known != code)
    ++known;
  if (*known == nullptr) return std::nullopt;
  icu::UnicodeString name;
  icu::Locale("", std::string(code).c_str()).getDisplayCountry(icu::Locale(std::string(tag(language)).c_str()), name);
  std::string out;
  name.toUTF8String(out);
  return out;
}

}  // namespace manara::text
