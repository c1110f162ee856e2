#include "text/nations.h"

#include <algorithm>
#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace manara::text {

std::optional<std::string> nation_name(Language language, std::string_view code) {
  const auto* const* all = icu::Locale::getISOCountries();
  std::size_t count = 0;
  while (all[count] != nullptr)
    ++count;
  if (std::find(all, all + count, code) == all + count) return std::nullopt;
  icu::UnicodeString name;
  icu::Locale("", std::string(code).c_str()).getDisplayCountry(icu::Locale(std::string(tag(language)).c_str()), name);
  std::string out;
  name.toUTF8String(out);
  return out;
}

}  // namespace manara::text
