#include "api/openapi.h"

#include <algorithm>
#include <functional>

#include "api/export.h"
#include "api/schemas.h"
#include "base/strings.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using resource::Resource;

constexpr Member field_problem_members[] = {Member::text("field"), Member::text("code"), Member::text("detail")};
constexpr Shape field_problem{"field_problem", field_problem_members};
constexpr Member problem_members[] = {Member::text("type"),
                                      Member::text("title"),
                                      Member::number("status"),
                                      Member::text("code"),
                                      Member::text("detail"),
                                      Member::object("errors", field_problem).several().optional(),
                                      Member::anything("current").optional()};
constexpr Shape problem_shape{"problem", problem_members};

void json_content(json::Writer& out, std::string_view media, const std::function<void()>& schema) {
  out.key("content").begin_object().key(media).begin_object().key("schema");
  schema();
  out.end_object().end_object();
}

/// Each once, in order, with those that any request can meet: it can't be read, is too long, one of too many, or comes
/// while the server has no room.
void refusals(json::Writer& out, std::vector<int> statuses) {
  statuses.insert(statuses.end(), {400, 414, 429, 503});
  std::ranges::sort(statuses);
  const auto same = std::ranges::unique(statuses);
  statuses.erase(same.begin(), same.end());
  for (const auto status : statuses)
    out.key(std::to_string(status)).begin_object().member("$ref", "#/components/responses/problem").end_object();
}

struct Place {
  std::string_view in{};
  bool needed = false;
};
constexpr Place in_query{"query", false}, in_path{"path", true}, in_header{"header", true};

void parameter(json::Writer& out, std::string_view name, Place place, const std::function<void()>& schema) {
  out.begin_object().member("name", name).member("in", place.in);
  if (place.needed) out.member("required", true);
  out.key("schema");
  schema();
  out.end_object();
}

void plain(json::Writer& out, std::string_view type) {
  out.begin_object().member("type", type).end_object();
}

void pattern(json::Writer& out, std::string_view of) {
  out.begin_object().member("type", "string").member("pattern", of).end_object();
}

void one_of(json::Writer& out, const std::vector<std::string_view>& choices) {
  out.begin_object().member("type", "string").key("enum").begin_array();
  for (const auto choice : choices)
    out.value(choice);
  out.end_array().end_object();
}

/// What a write brings along.
void write_headers(json::Writer& out, bool key, bool revision) {
  if (key) parameter(out, "Idempotency-Key", in_header, [&] { pattern(out, id_pattern); });
  if (revision) parameter(out, "If-Match", in_header, [&] { pattern(out, "^\"[0-9]{1,18}\"$"); });
  parameter(out, "X-CSRF-Token", {.in = "header"}, [&] { plain(out, "string"); });
}

std::vector<std::string_view> order_names(const Resource& resource) {
  std::vector<std::string_view> all;
  for (const auto& order : resource.orders)
    all.push_back(order.name);
  return all;
}

void list_parameters(json::Writer& out, const Resource& resource) {
  out.key("parameters").begin_array();
  parameter(out, "q", in_query, [&] { plain(out, "string"); });
  parameter(out, "limit", in_query, [&] { member_schema(out, limit_parameter, Way::in); });
  parameter(out, "after", in_query, [&] { plain(out, "string"); });
  parameter(out, "sort", in_query, [&] { one_of(out, order_names(resource)); });
  parameter(out, "format", in_query, [&] { one_of(out, {"json", "csv", "xlsx"}); });
  if (!resource.owner.empty()) parameter(out, resource.owner, in_query, [&] { pattern(out, id_pattern); });
  for (const auto& filter : resource.filters)
    parameter(out, filter.name, in_query, [&] { plain(out, "string"); });
  out.end_array();
}

void list_operation(json::Writer& out, const Resource& resource) {
  out.key("get").begin_object().member("summary", "Lists " + std::string(resource.name));
  list_parameters(out, resource);
  out.key("responses").begin_object().key("200").begin_object().member("description", "A page");
  out.key("content").begin_object().key("application/json").begin_object().key("schema").begin_object();
  out.member("type", "object").key("properties").begin_object();
  out.key("items").begin_object().member("type", "array").key("items");
  reference(out, resource.name);
  out.end_object().key("next");
  member_schema(out, next_member, Way::out);
  out.key("total");
  plain(out, "integer");
  out.key("total_is").begin_object().member("type", "string").member("const", "at_least");
  out.member("description", "There may be more: nobody counted further").end_object();
  out.end_object().key("required").begin_array().value("items").value("next").value("total").end_array();
  out.end_object().end_object();
  for (const auto media : {csv_media, xlsx_media}) {
    out.key(media).begin_object().key("schema");
    plain(out, "string");
    out.end_object();
  }
  out.end_object().end_object();
  refusals(out, {401, 403});
  out.end_object().end_object();
}

void item_answer(json::Writer& out, const Resource& resource, int status) {
  out.key(std::to_string(status)).begin_object().member("description", "As it is kept").key("headers").begin_object();
  out.key("ETag").begin_object().key("schema");
  plain(out, "string");
  out.end_object().end_object();
  json_content(out, "application/json", [&] { reference(out, resource.name); });
  out.end_object();
}

/// POST and PUT: a body, a key that makes retries harmless, and for PUT the revision that was read.
void save_operation(json::Writer& out, const Resource& resource, std::string_view method) {
  const bool is_new = method == "post";
  const auto summary = (is_new ? "Makes one of " : "Changes one of ") + std::string(resource.name);
  out.key(method).begin_object().member("summary", summary).key("parameters").begin_array();
  write_headers(out, true, !is_new);
  out.end_array().key("requestBody").begin_object().member("required", true);
  json_content(out, "application/json", [&] { reference(out, std::string(resource.name) + "_body"); });
  out.end_object().key("responses").begin_object();
  item_answer(out, resource, is_new ? 201 : 200);
  refusals(out, {401, 403, 404, 412, 413, 415, 422, 428, 507});
  out.end_object().end_object();
}

void item_operation(json::Writer& out, const Resource& resource) {
  out.key("get").begin_object().member("summary", "Reads one of " + std::string(resource.name));
  out.key("responses").begin_object();
  item_answer(out, resource, 200);
  refusals(out, {401, 403, 404});
  out.end_object().end_object();
}

void remove_operation(json::Writer& out, const Resource& resource) {
  out.key("delete").begin_object().member("summary", "Removes one of " + std::string(resource.name));
  out.key("parameters").begin_array();
  write_headers(out, true, true);
  out.end_array().key("responses").begin_object();
  out.key("204").begin_object().member("description", "It is no longer there").end_object();
  refusals(out, {401, 403, 404, 412, 422, 428, 507});
  out.end_object().end_object();
}

void resource_paths(json::Writer& out, const Resource& resource) {
  const auto path = "/api/" + std::string(resource.name);
  out.key(path).begin_object();
  list_operation(out, resource);
  if (!resource.saved.empty()) save_operation(out, resource, "post");
  out.end_object().key(path + "/{id}").begin_object().key("parameters").begin_array();
  parameter(out, "id", in_path, [&] { pattern(out, id_pattern); });
  out.end_array();
  item_operation(out, resource);
  if (!resource.saved.empty()) save_operation(out, resource, "put");
  if (!resource.removed.empty()) remove_operation(out, resource);
  out.end_object();
}

bool is_write(const Part& part) {
  return part.method != "GET";
}

void part_parameters(json::Writer& out, const Part& part) {
  const auto& description = part.description;
  if (description.parameters.empty() && !is_write(part)) return;
  out.key("parameters").begin_array();
  for (const auto& member : description.parameters) {
    const Place place{.in = "query", .needed = member.need == resource::Need::required};
    parameter(out, member.name, place, [&] { member_schema(out, member, Way::in); });
  }
  if (is_write(part)) write_headers(out, description.key, description.revision);
  out.end_array();
}

void part_body(json::Writer& out, const Description& description) {
  if (description.body == nullptr && !description.file) return;
  out.key("requestBody").begin_object().member("required", true);
  json_content(out, description.file ? "application/octet-stream" : "application/json", [&] {
    if (description.file) {
      plain(out, "string");
    } else {
      shape_schema(out, *description.body, Way::in);
    }
  });
  out.end_object();
}

/// Those of one status are told apart by their media types.
void part_answers(json::Writer& out, const Description& description) {
  std::vector<int> done;
  for (const auto& first : description.answers) {
    if (std::ranges::find(done, first.status) != done.end()) continue;
    done.push_back(first.status);
    out.key(std::to_string(first.status)).begin_object();
    out.member("description", first.status == 204 ? "Done" : "What was asked for");
    if (first.status != 204) out.key("content").begin_object();
    for (const auto& answer : description.answers) {
      if (answer.status != first.status || answer.status == 204) continue;
      out.key(answer.media).begin_object().key("schema");
      if (answer.shape != nullptr) {
        shape_schema(out, *answer.shape, Way::out);
      } else {
        plain(out, answer.media == "application/json" ? "object" : "string");
      }
      out.end_object();
    }
    if (first.status != 204) out.end_object();
    out.end_object();
  }
}

/// Those that follow from what a part takes.
std::vector<int> refusals_of(const Part& part) {
  const auto& description = part.description;
  auto all = description.refusals;
  const auto where = [&](bool so, std::initializer_list<int> statuses) {
    if (so) all.insert(all.end(), statuses);
  };
  where(part.open != Open::to_everybody, {401, 403});
  where(part.path.find('{') != std::string::npos, {404});
  where(description.body != nullptr, {413, 415, 422});
  where(description.file, {413, 422});
  where(description.key, {422});
  where(description.revision, {412, 428});
  where(is_write(part), {507});
  return all;
}

void part_operation(json::Writer& out, const Part& part) {
  const auto& description = part.description;
  out.key(to_lower(part.method)).begin_object().member("summary", description.summary);
  if (part.open != Open::to_callers) {
    out.key("security").begin_array();
    if (part.open == Open::to_sessions) out.begin_object().key("session").begin_array().end_array().end_object();
    out.end_array();
  }
  part_parameters(out, part);
  part_body(out, description);
  out.key("responses").begin_object();
  part_answers(out, description);
  refusals(out, refusals_of(part));
  out.end_object().end_object();
}

void part_paths(json::Writer& out, std::span<const Part> parts) {
  std::vector<std::string_view> done;
  for (const auto& first : parts) {
    if (std::ranges::find(done, first.path) != done.end()) continue;
    done.push_back(first.path);
    out.key(first.path).begin_object();
    const auto open = first.path.find('{'), close = first.path.find('}');
    if (close != std::string::npos) {
      const auto name = first.path.substr(open + 1, close - open - 1);
      out.key("parameters").begin_array();
      parameter(out, name, in_path, [&] { pattern(out, name == "id" ? id_pattern : "^[a-z_]+$"); });
      out.end_array();
    }
    for (const auto& part : parts) {
      if (part.path == first.path) part_operation(out, part);
    }
    out.end_object();
  }
}

void components(json::Writer& out, std::span<const Resource> resources, std::span<const Part> parts) {
  out.key("components").begin_object().key("schemas").begin_object();
  for (const auto& resource : resources)
    resource_schemas(out, resource);
  std::vector<Used> used{{&problem_shape, Way::out}};
  for (const auto& part : parts) {
    if (part.description.body != nullptr) used.push_back({part.description.body, Way::in});
    for (const auto& answer : part.description.answers) {
      if (answer.shape != nullptr) used.push_back({answer.shape, Way::out});
    }
  }
  named_schemas(out, used);
  out.end_object().key("responses").begin_object().key("problem").begin_object();
  out.member("description", "Refused, and why (RFC 9457)");
  json_content(out, "application/problem+json", [&] { reference(out, problem_shape.name); });
  out.end_object().end_object().key("securitySchemes").begin_object();
  out.key("session").begin_object().member("type", "apiKey").member("in", "cookie");
  out.member("name", "manara-session").member("description", "Over TLS its name begins with __Host-").end_object();
  out.key("token").begin_object().member("type", "http").member("scheme", "bearer").end_object();
  out.end_object().end_object();
}

}  // namespace

std::string openapi_document(std::span<const Resource> resources, std::span<const Part> parts) {
  json::Writer out(json::Layout::indented);
  out.begin_object().member("openapi", "3.1.0").key("info").begin_object();
  out.member("title", "Manara").member("version", "1").end_object();
  out.key("security").begin_array();
  for (const auto* scheme : {"token", "session"})
    out.begin_object().key(scheme).begin_array().end_array().end_object();
  out.end_array().key("paths").begin_object();
  for (const auto& resource : resources)
    resource_paths(out, resource);
  part_paths(out, parts);
  out.end_object();
  components(out, resources, parts);
  out.end_object();
  return out.take();
}

}  // namespace manara::api
