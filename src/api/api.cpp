#include "api/api.h"

#include <algorithm>

#include "api/openapi.h"
#include "base/strings.h"

namespace manara::api {
namespace {

bool matches(std::string_view pattern, std::string_view path) {
  for (;;) {
    const auto here = cut(pattern, '/'), there = cut(path, '/');
    const auto name = here ? here->head : pattern, given = there ? there->head : path;
    const bool fits = name.starts_with('{') ? !given.empty() : name == given;
    if (!fits || here.has_value() != there.has_value()) return false;
    if (!here) return true;
    pattern = here->tail;
    path = there->tail;
  }
}

constexpr Member health_members[] = {Member::text("status")};
constexpr Shape health{.members = health_members};

Result<Response> answer_of(const Part& part, const Request& request, const Caller* caller) {
  MANARA_CHECK(check_parameters(request, part.description));
  return part.answer(request, caller);
}

bool is_unsafe(std::string_view method) {
  return method != "GET" && method != "HEAD";
}

}  // namespace

Api::Api(Doors doors, Items items, std::span<const resource::Resource> resources, std::vector<Part> parts,
         Record record, Pace pace)
    : doors_(std::move(doors)),
      items_(std::move(items)),
      resources_(resources),
      parts_(std::move(parts)),
      record_(std::move(record)),
      pace_(std::move(pace)) {
  parts_.push_back({.path = "/health",
                    .method = "GET",
                    .open = Open::to_everybody,
                    .answer = [](const Request&, const Caller*) -> Result<Response> {
                      return json_response(200, R"({"status":"ok"})");
                    },
                    .description = {.summary = "Whether the node answers", .answers = {{.shape = &health}}}});
  parts_.push_back(
      {.path = "/api/openapi.json",
       .method = "GET",
       .open = Open::to_everybody,
       .answer = [this](const Request&, const Caller*) -> Result<Response> { return json_response(200, openapi()); },
       .description = {.summary = "This document", .answers = {{}}}});
}

const Part* Api::part_of(const Request& request, bool& known_path) const {
  const auto method = request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
  for (const auto& part : parts_) {
    if (!matches(part.path, request.path)) continue;
    known_path = true;
    if (part.method == method) return &part;
  }
  return nullptr;
}

/// "/api/contacts/{id}": a path of our own, never what somebody made up.
std::string Api::route_of(const Request& request) const {
  bool known_path = false;
  const auto* part = part_of(request, known_path);
  if (part != nullptr) return part->path;
  const auto* resource = items_.find(request.path);
  if (resource == nullptr) return {};
  const auto list = "/api/" + std::string(resource->name);
  return request.path == list ? list : list + "/{id}";
}

/// "GET, HEAD, POST": what a path can be asked (RFC 9110, 15.5.6).
std::string Api::allowed(std::string_view path) const {
  std::string all;
  const auto add = [&](bool so, std::string_view method) {
    if (!so) return;
    if (!all.empty()) all += ", ";
    all += method == "GET" ? "GET, HEAD" : method;
  };
  for (const auto& part : parts_)
    add(matches(part.path, path), part.method);
  const auto* resource = all.empty() ? items_.find(path) : nullptr;
  if (resource == nullptr) return all;
  const bool is_list = path == "/api/" + std::string(resource->name);
  add(true, "GET");
  add(!resource->saved.empty(), is_list ? "POST" : "PUT");
  add(!resource->removed.empty() && !is_list, "DELETE");
  return all;
}

Response Api::handle(const Request& request) {
  const auto caller = doors_(request);
  auto response = answer(request, caller);
  if (response.status == 405) response.headers.push_back({"Allow", allowed(request.path)});
  if (response.route.empty()) response.route = route_of(request);
  if (record_) {
    // Before anybody has it: what can't be recorded is not told.
    const auto recorded = record_(request, caller ? &*caller : nullptr, response);
    if (!recorded) response = problem(recorded.error(), caller ? caller->language : language_of(request));
  }
  // First, so that what a part says of the same cookie counts.
  if (caller) response.headers.insert(response.headers.begin(), caller->headers.begin(), caller->headers.end());
  if (request.method == "HEAD") response.body.clear();
  return response;
}

Result<std::vector<Header>> Api::welcome(const Request& request) {
  const auto caller = doors_(request);
  const auto known = [&]() -> Status {
    if (!caller) return std::unexpected(caller.error());
    if (is_unsafe(request.method) && !carries_csrf(request, caller->csrf)) return fail(Code{"request_csrf"});
    return {};
  }();
  if (known) return caller->headers;
  if (record_) {
    auto refused = problem(known.error(), language_of(request));
    refused.route = route_of(request);
    // It is refused whether or not that can be written.
    [[maybe_unused]] const auto recorded = record_(request, caller ? &*caller : nullptr, refused);
  }
  return std::unexpected(known.error());
}

Response Api::answer(const Request& request, const Result<Caller>& caller) {
  if (const auto wait = pace_ && caller ? pace_(*caller) : 0; wait > 0)
    return problem({Code{"request_too_often"}, {std::to_string((wait + 999) / 1000)}, {}}, caller->language);
  bool known_path = false;
  const auto* part = part_of(request, known_path);
  const auto* resource = known_path ? nullptr : items_.find(request.path);
  const auto language = caller ? caller->language : language_of(request);
  if (part != nullptr && part->open == Open::to_everybody) {
    const auto answered = answer_of(*part, request, caller ? &*caller : nullptr);
    return answered ? *answered : problem(answered.error(), language);
  }
  // Whoever is not signed in learns nothing of what there is.
  if (!caller) return problem(caller.error(), language);
  if (resource != nullptr) return items_.handle(*resource, request, *caller);
  if (part == nullptr) {
    return problem(
        known_path ? Error{Code{"request_method"}, {request.method}, {}} : Error{Code{"request_not_found"}, {}, {}},
        language);
  }
  if (is_unsafe(request.method) && !carries_csrf(request, caller->csrf))
    return problem({Code{"request_csrf"}, {}, {}}, language);
  if (part->open == Open::to_sessions && caller->account.session.empty())
    return problem({Code{"access_session_only"}, {}, {}}, language);
  const auto answered = answer_of(*part, request, &*caller);
  if (answered) return *answered;
  auto refused = problem(answered.error(), language);
  if (answered.error().code == Code{"request_not_found"}) refused.told.push_back(not_found(part->path, request));
  return refused;
}

std::string Api::openapi() const {
  return openapi_document(resources_, parts_);
}

}  // namespace manara::api
