#include "api/caller.h"

#include "base/strings.h"

namespace manara::api {

text::Language language_of(const Request& request) {
  for (const auto range : split(request.header("accept-language"), ',')) {
    const auto tag = split(range, ';').front();
    if (const auto language = text::parse_language(trim(tag))) return *language;
  }
  return text::Language::en;
}

}  // namespace manara::api
