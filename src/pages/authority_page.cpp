#include "pages/authority_page.h"

#include <fmt/format.h>

#include "api/caller.h"
#include "api/problem.h"
#include "base/id.h"
#include "text/escape.h"

namespace manara::pages {
namespace {

constexpr std::string_view page_path = "/authority";
constexpr std::string_view certificate_path = "/authority.crt";

struct SystemRow {
  std::string_view name;  ///< the same in every language
  Code how;
};

constexpr SystemRow systems[] = {{"Windows", Code{"authority_windows"}},
                                 {"macOS", Code{"authority_macos"}},
                                 {"Android", Code{"authority_android"}},
                                 {"iPhone, iPad", Code{"authority_ios"}},
                                 {"Firefox", Code{"authority_firefox"}}};

struct LanguageRow {
  text::Language language;
  std::string_view name;
};
constexpr LanguageRow language_names[] = {
    {text::Language::en, "English"}, {text::Language::fr, "français"}, {text::Language::ar, "العربية"}};

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 1.5rem; max-width: 44rem; font: 1rem/1.5 system-ui, "Segoe UI", Tahoma, sans-serif; }
nav { display: flex; gap: 1rem; } h1 { font-size: 1.5rem; } dt { font-weight: 600; margin-block-start: .8rem; } dd { margin: 0; }
pre { border: 1px solid; border-radius: .3rem; padding: .6rem; font-size: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.get { display: inline-block; border: 1px solid; border-radius: .3rem; padding: .5rem 1rem; font-weight: 600; }
)css";

std::string say(text::Language language, Code code, std::vector<std::string> args = {}) {
  return text::sentence(language, Message{code, std::move(args)});
}

text::Language wanted_language(const api::Request& request) {
  return text::parse_language(request.parameter("lang")).value_or(api::language_of(request));
}

std::string body_of(const AuthorityFacts& facts, text::Language language) {
  std::string out = "<nav>";
  for (const auto& [other, name] : language_names)
    out += fmt::format("<a href=\"?lang={0}\" lang=\"{0}\"{1}>{2}</a>", text::tag(other),
                       other == language ? " aria-current=\"true\"" : "", name);
  out += "</nav>\n<main>\n<h1>" + say(language, Code{"authority_title"}) + "</h1>\n";
  out += "<p>" + say(language, Code{"authority_intro"}) + "</p>\n";
  out += "<p>" + say(language, Code{"authority_compare"}) + "</p>\n";
  out += "<pre dir=\"ltr\">" + text::for_html(facts.fingerprint) + "</pre>\n";
  out += "<p>" + say(language, Code{"authority_limits"}, {facts.until}) + "</p>\n<pre dir=\"ltr\">";
  for (const auto& host : facts.hosts)
    out += text::for_html(host) + "\n";
  out += fmt::format("</pre>\n<p><a class=\"get\" href=\"{}\" download>{}</a></p>\n<dl>\n", certificate_path,
                     say(language, Code{"authority_download"}));
  for (const auto& [name, how] : systems)
    out += fmt::format("<dt><bdi>{}</bdi></dt>\n<dd>{}</dd>\n", name, say(language, how));
  return out + "</dl>\n</main>\n";
}

api::Response page_of(const AuthorityFacts& facts, text::Language language, const std::string& nonce) {
  api::Response response{.route = std::string(page_path)};
  response.body = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
      "<style nonce=\"{}\">{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      text::tag(language), language == text::Language::ar ? "rtl" : "ltr", say(language, Code{"authority_title"}),
      nonce, style, body_of(facts, language));
  response.headers = {
      {"Content-Type", "text/html; charset=utf-8"},
      {"Content-Language", std::string(text::tag(language))},
      {"Cache-Control", "no-store"},
      {"Content-Security-Policy", "default-src 'none'; style-src 'nonce-" + nonce +
                                      "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
  return response;
}

}  // namespace

bool is_authority_path(std::string_view path) {
  return path == page_path || path == certificate_path;
}

api::Response authority_page(const api::Request& request, const AuthorityFacts& facts, Random& random) {
  const auto language = wanted_language(request);
  if (request.method != "GET" && request.method != "HEAD")
    return api::problem({Code{"request_method"}, {}, {}}, language);
  if (!facts.are_there()) return api::problem({Code{"authority_missing"}, {}, {}}, language);
  if (request.path == certificate_path)
    return {.headers = {{"Content-Type", "application/x-x509-ca-cert"},
                        {"Content-Disposition", "attachment; filename=\"manara-authority.crt\""},
                        {"Cache-Control", "no-store"}},
            .body = facts.certificate,
            .route = std::string(certificate_path)};
  IdBytes bytes{};
  random.fill(bytes);
  return page_of(facts, language, id_text(bytes));
}

}  // namespace manara::pages
