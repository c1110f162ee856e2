#include "api/http.h"

#include <algorithm>

namespace manara::api {

std::string_view Request::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &Header::name);
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

std::string_view Request::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query, name, [](const auto& pair) { return std::string_view(pair.first); });
  return found == query.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace manara::api
