#include "pages/pages.h"

#include "api/caller.h"
#include "api/problem.h"
#include "base/id.h"
#include "base/strings.h"

namespace manara::pages {
namespace {

constexpr std::string_view mark = "__NONCE__";

std::string rendered(std::string_view text, const std::string& nonce) {
  std::string page;
  for (auto halves = cut(text, mark); halves; halves = cut(text, mark)) {
    page += halves->head;
    page += nonce;
    text = halves->tail;
  }
  return page.append(text);
}

std::string policy(const std::string& nonce) {
  const auto own = " 'self' 'nonce-" + nonce + "'";
  return "default-src 'none'; script-src" + own + "; style-src" + own +
         "; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
         "frame-ancestors 'none'";
}

/// A path that the console's own routes answer: no file, and asked for by somebody who wants a page.
bool is_page(const api::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  const auto last = split(request.path, '/').back();
  return last.find('.') == std::string_view::npos &&
         request.header("accept").find("text/html") != std::string_view::npos;
}

}  // namespace

api::Response page(const api::Request& request, Random& random) {
  const auto language = api::language_of(request);
  if (!is_page(request)) return api::problem({Code{"request_not_found"}, {}, {}}, language);
  if (index_text().empty()) return api::problem({Code{"console_missing"}, {}, {}}, language);
  IdBytes bytes{};
  random.fill(bytes);
  const auto nonce = id_text(bytes);
  api::Response response{.body = rendered(index_text(), nonce), .route = "page"};
  response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Cache-Control", "no-store"},
                      {"Content-Security-Policy", policy(nonce)},
                      {"Cross-Origin-Opener-Policy", "same-origin"}};
  return response;
}

}  // namespace manara::pages
