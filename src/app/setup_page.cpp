#include "app/setup_page.h"

#include <algorithm>

#include "base/strings.h"
#include "crypto/phrase.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::app {
namespace {

using api::Member;
using api::Shape;

constexpr Member needed_members[] = {Member::flag("needed"), Member::text("sectors").several()};
constexpr Shape needed_shape{"setup_needed", needed_members};
constexpr Member wish_members[] = {Member::text("code"),
                                   Member::choice("language", resource::name_languages),
                                   Member::text("nation"),
                                   Member::names("names"),
                                   Member::text("sectors").several().optional(),
                                   Member::text("account"),
                                   Member::text("name").optional(),
                                   Member::text("password"),
                                   Member::text("hosts").several().optional()};
constexpr Shape wish_shape{"setup_wish", wish_members};
constexpr Member sheet_members[] = {Member::text("team"),
                                    Member::text("date"),
                                    Member::text("phrase"),
                                    Member::text("account"),
                                    Member::text("recovery_codes").several(),
                                    Member::text("verifier"),
                                    Member::text("authority").or_null(),
                                    Member::text("checkpoint"),
                                    Member::text("qr_svg")};
constexpr Shape sheet_shape{"recovery_sheet", sheet_members};

constexpr std::size_t most_bytes = 64 << 10;
constexpr std::size_t most_sectors = 64;
constexpr std::size_t most_hosts = 50;

/// Of the socket itself: the server behind a proxy offers no set-up.
bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

std::string needed_json(bool needed) {
  json::Writer out;
  out.begin_object().member("needed", needed).key("sectors").begin_array();
  for (const auto sector : sector_field().choices)
    out.value(sector);
  out.end_array().end_object();
  return out.take();
}

/// Every member must be one that is asked for, of its kind.
std::vector<api::FieldError> wrong_members(json::Value root) {
  std::vector<api::FieldError> wrong;
  for (const auto& [name, value] : root.members()) {
    const auto known = std::ranges::find(wish_members, name, &Member::name);
    const bool is_known = known != std::end(wish_members);
    const auto kind = is_known && known->type == api::MemberType::names ? json::Kind::object
                      : is_known && known->many                         ? json::Kind::array
                                                                        : json::Kind::string;
    if (!is_known)
      wrong.push_back({std::string(name), {Code{"field_unknown"}, {}}});
    else if (value.kind() != kind)
      wrong.push_back({std::string(name), {Code{"field_type"}, {}}});
  }
  for (const auto& [name, value] : root["names"].members()) {
    if (!text::parse_language(name) || name.size() != 2)
      wrong.push_back({"names." + std::string(name), {Code{"field_unknown"}, {}}});
    else if (!value.is_string())
      wrong.push_back({"names." + std::string(name), {Code{"field_type"}, {}}});
  }
  for (const auto* list : {"sectors", "hosts"}) {
    const auto most = std::string_view(list) == "hosts" ? most_hosts : most_sectors;
    if (root[list].size() > most && root[list].is_array())
      wrong.push_back({list, {Code{"field_too_many"}, {std::to_string(most)}}});
    for (const auto element : root[list].elements()) {
      if (!element.is_string()) wrong.push_back({list, {Code{"field_type"}, {}}});
    }
  }
  return wrong;
}

std::vector<std::string> texts_of(json::Value list) {
  std::vector<std::string> out;
  for (const auto element : list.elements())
    out.push_back(element.text());
  return out;
}

SetUp wish_of(const SetUp& base, json::Value root, text::Language language) {
  auto wish = base;
  wish.language = language;
  wish.nation = root["nation"].text();
  wish.english = root["names"]["en"].text();
  wish.french = root["names"]["fr"].text();
  wish.arabic = root["names"]["ar"].text();
  wish.sectors = texts_of(root["sectors"]);
  wish.account = root["account"].text();
  wish.name = root["name"].text();
  wish.entry = FirstEntry::password;
  wish.password = root["password"].text();
  wish.hosts = texts_of(root["hosts"]);
  return wish;
}

Result<std::string> sheet_json(const sheet::Sheet& sheet, text::Language language) {
  MANARA_TRY(code, sheet::qr_code(sheet.checkpoint));
  const auto title = text::sentence(language, Message{Code{"sheet_checkpoint"}, {}});
  json::Writer out;
  out.begin_object().member("team", sheet.team).member("date", sheet.date).member("phrase", sheet.phrase);
  out.member("account", sheet.account).key("recovery_codes").begin_array();
  for (const auto& one : sheet.recovery_codes)
    out.value(one);
  out.end_array().member("verifier", sheet.verifier).member_or_null("authority", sheet.authority);
  out.member("checkpoint", sheet.checkpoint).member("qr_svg", sheet::as_svg(code, title)).end_object();
  return out.take();
}

}  // namespace

SetupPage::SetupPage(Ground ground)
    : ground_(std::move(ground)),
      code_(crypto::make_phrase(ground_.around.random)),
      expected_(crypto::sha256(*crypto::read_phrase(code_))) {}

api::Response SetupPage::handle(const api::Request& request) {
  const auto language = api::language_of(request);
  const auto answer = [&]() -> Result<api::Response> {
    if (request.path == "/health") return api::json_response(200, R"({"status":"ok"})");
    if (!is_loopback(request.address)) return fail(Code{"setup_elsewhere"});
    // The console asks first who is there.
    if (request.path == "/api/session") return fail(Code{"access_unauthenticated"});
    if (request.path != "/api/setup") return fail(Code{"setup_needed"});
    if (request.method == "POST") return make(request);
    if (request.method != "GET" && request.method != "HEAD") return fail(Code{"request_method"});
    const std::scoped_lock lock(mutex_);
    return api::json_response(200, needed_json(!done_));
  }();
  auto response = answer ? *answer : api::problem(answer.error(), language);
  if (response.status == 405) response.headers.push_back({"Allow", "GET, HEAD, POST"});
  response.headers.push_back({"Cache-Control", "no-store"});
  response.route = request.path.starts_with("/api/setup") ? "/api/setup" : "setup";
  return response;
}

Result<api::Response> SetupPage::make(const api::Request& request) {
  if (!request.header("content-type").starts_with("application/json")) return fail(Code{"request_media_type"});
  json::Document document;
  const auto root = document.parse(request.body, {.document_bytes = most_bytes, .depth = 8});
  if (!root || !root->is_object()) return fail(Code{"request_malformed"});
  // One at a time: of two that come at once the second finds a node.
  const std::scoped_lock lock(mutex_);
  if (done_) return fail(Code{"setup_done"});
  // Before anything else is said: who does not know the code learns nothing and costs nothing.
  // Digests are compared: how long that takes says nothing of the code.
  const auto typed = crypto::read_phrase((*root)["code"].string());
  if (!typed || crypto::sha256(*typed) != expected_) return fail(Code{"setup_code_wrong"});
  auto refused = wrong_members(*root);
  const auto language = text::parse_language((*root)["language"].string());
  if (!language) refused.push_back({"language", {Code{"language_unknown"}, {(*root)["language"].text()}}});
  const auto wish = wish_of(ground_.base, *root, language.value_or(text::Language::en));
  for (auto& one : refused_in(wish)) {
    if (std::ranges::find(refused, one.field, &api::FieldError::field) == refused.end())
      refused.push_back(std::move(one));
  }
  if (!refused.empty()) return api::problem({Code{"request_fields"}, {}, {}}, api::language_of(request), refused);
  MANARA_TRY(sheet, set_up(wish, ground_.around));
  done_ = true;
  MANARA_CHECK(ground_.open());
  MANARA_TRY(body, sheet_json(sheet, *language));
  return api::json_response(201, std::move(body));
}

std::vector<api::Part> setup_parts() {
  const auto is_needed = [](const api::Request&, const api::Caller*) -> Result<api::Response> {
    return api::json_response(200, needed_json(false));
  };
  const auto refuse = [](const api::Request&, const api::Caller*) -> Result<api::Response> {
    return fail(Code{"setup_done"});
  };
  return {{.path = "/api/setup",
           .method = "GET",
           .open = api::Open::to_everybody,
           .answer = is_needed,
           .description = {.summary = "Whether there is no node yet", .answers = {{.shape = &needed_shape}}}},
          {.path = "/api/setup",
           .method = "POST",
           .open = api::Open::to_everybody,
           .answer = refuse,
           .description = {
               .summary = "Makes the node, on its machine's loopback, for who knows the code that the terminal shows",
               .body = &wish_shape,
               .answers = {{201, &sheet_shape}},
               .refusals = {403, 409}}}};
}

}  // namespace manara::app
