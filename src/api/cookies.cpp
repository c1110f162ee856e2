#include "api/cookies.h"

#include "base/strings.h"

namespace manara::api {
namespace {

constexpr std::int64_t device_seconds = 365LL * 24 * 60 * 60;

std::string cookie_name(std::string_view name, const Request& request) {
  return (request.secure ? "__Host-manara-" : "manara-") + std::string(name);
}

}  // namespace

std::string cookie(const Request& request, std::string_view name) {
  const auto wanted = cookie_name(name, request);
  for (const auto pair : split(request.header("cookie"), ';')) {
    const auto halves = cut(trim(pair), '=');
    if (halves && halves->head == wanted) return std::string(halves->tail);
  }
  return {};
}

Header set_cookie(const Request& request, std::string_view name, std::string_view value, std::int64_t seconds) {
  auto text = cookie_name(name, request) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Strict";
  if (request.secure) text += "; Secure";
  if (seconds >= 0) text += "; Max-Age=" + std::to_string(seconds);
  return {"Set-Cookie", std::move(text)};
}

void add_secrets(Response& response, const Request& request, const accounts::SignedIn& signed_in) {
  response.headers.push_back(set_cookie(request, "session", signed_in.session, -1));
  if (!signed_in.device.empty())
    response.headers.push_back(set_cookie(request, "device", signed_in.device, device_seconds));
}

}  // namespace manara::api
