#include "api/caller.h"

#include "base/strings.h"
#include "crypto/password_hash.h"

namespace manara::api {

bool carries_csrf(const Request& request, std::string_view csrf) {
  return csrf.empty() || crypto::equal_secrets(request.header("x-csrf-token"), csrf);
}

text::Language language_of(const Request& request) {
  for (const auto range : split(request.header("accept-language"), ',')) {
    const auto tag = split(range, ';').front();
    if (const auto language = text::parse_language(trim(tag))) return *language;
  }
  return text::Language::en;
}

}  // namespace manara::api
