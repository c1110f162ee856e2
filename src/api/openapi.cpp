#include "api/openapi.h"

#include <algorithm>

#include "base/strings.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using resource::Field;
using resource::FieldType;
using resource::Resource;

constexpr std::string_view id_pattern = "^[0-9a-f]{32}$";

void type_of(json::Writer& out, std::string_view type) {
  out.member("type", type);
}

void text_schema(json::Writer& out, std::size_t most) {
  out.begin_object();
  type_of(out, "string");
  out.member("maxLength", static_cast<std::uint64_t>(most));
  out.end_object();
}

void list_schema(json::Writer& out, const Field& field);

void field_schema(json::Writer& out, const Field& field) {
  if (field.type == FieldType::list) return list_schema(out, field);
  if (field.type == FieldType::flag || field.type == FieldType::date) {
    out.begin_object().member("type", field.type == FieldType::flag ? "boolean" : "string");
    if (field.type == FieldType::date) out.member("format", "date");
    out.end_object();
    return;
  }
  if (field.type == FieldType::names) {
    out.begin_object();
    type_of(out, "object");
    out.member("additionalProperties", false).member("minProperties", 1).key("properties").begin_object();
    for (const auto language : resource::name_languages) {
      out.key(language);
      text_schema(out, field.most);
    }
    out.end_object().end_object();
    return;
  }
  if (field.type == FieldType::choice) {
    out.begin_object();
    type_of(out, "string");
    out.key("enum").begin_array();
    for (const auto choice : field.choices)
      out.value(choice);
    out.end_array().end_object();
    return;
  }
  if (field.type == FieldType::link) {
    out.begin_object();
    type_of(out, "string");
    out.member("pattern", id_pattern).member("description", "An id of " + std::string(field.refers_to)).end_object();
    return;
  }
  text_schema(out, field.most);
}

void properties(json::Writer& out, std::span<const Field> fields) {
  for (const auto& field : fields) {
    out.key(field.name);
    field_schema(out, field);
  }
}

void list_schema(json::Writer& out, const Field& field) {
  out.begin_object().member("type", "array").member("maxItems", static_cast<std::uint64_t>(field.most));
  out.key("items").begin_object().member("type", "object").member("additionalProperties", false).key("properties");
  out.begin_object();
  properties(out, field.items);
  out.end_object().key("required").begin_array();
  for (const auto& item : field.items) {
    if (item.need == resource::Need::required) out.value(item.name);
  }
  out.end_array().end_object().end_object();
}

void required(json::Writer& out, const Resource& resource, bool item) {
  out.key("required").begin_array();
  if (item) out.value("id").value("revision");
  for (const auto& field : resource.fields) {
    if (field.need == resource::Need::required) out.value(field.name);
  }
  out.end_array();
}

/// What is sent, and what comes back: the same fields, with id and revision.
void resource_schemas(json::Writer& out, const Resource& resource) {
  out.key(std::string(resource.name) + "_body").begin_object();
  type_of(out, "object");
  out.key("properties").begin_object();
  properties(out, resource.fields);
  out.end_object();
  required(out, resource, false);
  out.end_object();
  out.key(resource.name).begin_object();
  type_of(out, "object");
  out.key("properties").begin_object();
  out.key("id").begin_object().member("type", "string").member("pattern", id_pattern).end_object();
  out.key("revision").begin_object().member("type", "integer").member("minimum", 0).end_object();
  properties(out, resource.fields);
  out.end_object();
  required(out, resource, true);
  out.end_object();
}

void reference(json::Writer& out, const std::string& to) {
  out.begin_object().member("$ref", to).end_object();
}

void json_content(json::Writer& out, std::string_view media, const std::function<void()>& schema) {
  out.key("content").begin_object().key(media).begin_object().key("schema");
  schema();
  out.end_object().end_object();
}

void problems(json::Writer& out, std::initializer_list<std::string_view> statuses) {
  for (const auto status : statuses) {
    out.key(status);
    reference(out, "#/components/responses/problem");
  }
}

void parameter(json::Writer& out, std::string_view name, std::string_view in, bool needed,
               const std::function<void()>& schema) {
  out.begin_object().member("name", name).member("in", in);
  if (needed) out.member("required", true);
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

void list_operation(json::Writer& out, const Resource& resource) {
  out.key("get")
      .begin_object()
      .member("summary", "Lists " + std::string(resource.name))
      .key("parameters")
      .begin_array();
  parameter(out, "q", "query", false, [&] { plain(out, "string"); });
  parameter(out, "limit", "query", false,
            [&] { out.begin_object().member("type", "integer").member("minimum", 1).end_object(); });
  parameter(out, "after", "query", false, [&] { plain(out, "string"); });
  parameter(out, "sort", "query", false, [&] {
    out.begin_object().member("type", "string").key("enum").begin_array();
    for (const auto& order : resource.orders)
      out.value(order.name);
    out.end_array().end_object();
  });
  parameter(out, "format", "query", false, [&] {
    out.begin_object().member("type", "string").key("enum").begin_array().value("json").value("csv").value("xlsx");
    out.end_array().end_object();
  });
  if (!resource.owner.empty()) parameter(out, resource.owner, "query", false, [&] { pattern(out, id_pattern); });
  for (const auto& filter : resource.filters)
    parameter(out, filter.name, "query", false, [&] { plain(out, "string"); });
  out.end_array().key("responses").begin_object().key("200").begin_object().member("description", "A page");
  out.key("content").begin_object().key("application/json").begin_object().key("schema").begin_object();
  out.member("type", "object").key("properties").begin_object();
  out.key("items").begin_object().member("type", "array").key("items");
  reference(out, "#/components/schemas/" + std::string(resource.name));
  out.end_object();
  out.key("next").begin_object().key("type").begin_array().value("string").value("null").end_array().end_object();
  out.key("total");
  plain(out, "integer");
  out.key("total_is").begin_object().member("type", "string").member("const", "at_least");
  out.member("description", "There may be more: nobody counted further").end_object();
  out.end_object().end_object().end_object();
  for (const auto* media : {"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}) {
    out.key(media).begin_object().key("schema");
    plain(out, "string");
    out.end_object();
  }
  out.end_object().end_object();
  problems(out, {"400", "401", "403"});
  out.end_object().end_object();
}

/// POST and PUT: a body, a key that makes retries harmless, and for PUT the revision that was read.
void save_operation(json::Writer& out, const Resource& resource, std::string_view method) {
  const bool is_new = method == "post";
  out.key(method).begin_object().member("summary",
                                        (is_new ? "Makes one of " : "Changes one of ") + std::string(resource.name));
  out.key("parameters").begin_array();
  parameter(out, "Idempotency-Key", "header", true, [&] { pattern(out, id_pattern); });
  if (!is_new) parameter(out, "If-Match", "header", true, [&] { pattern(out, "^\"[0-9]+\"$"); });
  parameter(out, "X-CSRF-Token", "header", false, [&] { plain(out, "string"); });
  out.end_array().key("requestBody").begin_object().member("required", true);
  json_content(out, "application/json",
               [&] { reference(out, "#/components/schemas/" + std::string(resource.name) + "_body"); });
  out.end_object().key("responses").begin_object();
  out.key(is_new ? "201" : "200").begin_object().member("description", "As it is kept").key("headers").begin_object();
  out.key("ETag").begin_object().key("schema");
  plain(out, "string");
  out.end_object().end_object();
  json_content(out, "application/json", [&] { reference(out, "#/components/schemas/" + std::string(resource.name)); });
  out.end_object();
  problems(out, {"400", "401", "403", "404", "412", "415", "422", "428", "503"});
  out.end_object().end_object();
}

void item_operation(json::Writer& out, const Resource& resource) {
  out.key("get").begin_object().member("summary", "Reads one of " + std::string(resource.name));
  out.key("responses").begin_object().key("200").begin_object().member("description", "The item");
  json_content(out, "application/json", [&] { reference(out, "#/components/schemas/" + std::string(resource.name)); });
  out.end_object();
  problems(out, {"400", "401", "403", "404", "503"});
  out.end_object().end_object();
}

void remove_operation(json::Writer& out, const Resource& resource) {
  out.key("delete").begin_object().member("summary", "Removes one of " + std::string(resource.name));
  out.key("parameters").begin_array();
  parameter(out, "Idempotency-Key", "header", true, [&] { pattern(out, id_pattern); });
  parameter(out, "If-Match", "header", true, [&] { pattern(out, "^\"[0-9]+\"$"); });
  parameter(out, "X-CSRF-Token", "header", false, [&] { plain(out, "string"); });
  out.end_array().key("responses").begin_object();
  out.key("204").begin_object().member("description", "It is no longer there").end_object();
  problems(out, {"400", "401", "403", "404", "412", "422", "428", "503"});
  out.end_object().end_object();
}

void resource_paths(json::Writer& out, const Resource& resource) {
  const auto path = "/api/" + std::string(resource.name);
  out.key(path).begin_object();
  list_operation(out, resource);
  if (!resource.saved.empty()) save_operation(out, resource, "post");
  out.end_object().key(path + "/{id}").begin_object().key("parameters").begin_array();
  parameter(out, "id", "path", true, [&] { pattern(out, id_pattern); });
  out.end_array();
  item_operation(out, resource);
  if (!resource.saved.empty()) save_operation(out, resource, "put");
  if (!resource.removed.empty()) remove_operation(out, resource);
  out.end_object();
}

std::string lower(std::string_view method) {
  return to_lower(method);
}

void part_paths(json::Writer& out, std::span<const Part> parts) {
  std::vector<std::string_view> done;
  for (const auto& first : parts) {
    if (std::ranges::find(done, first.path) != done.end()) continue;
    done.push_back(first.path);
    const bool below = first.path.ends_with('/');
    out.key(below ? first.path + "{id}" : first.path).begin_object();
    if (below) {
      out.key("parameters").begin_array();
      parameter(out, "id", "path", true, [&] { plain(out, "string"); });
      out.end_array();
    }
    for (const auto& part : parts) {
      if (part.path != first.path) continue;
      out.key(lower(part.method)).begin_object().member("summary", part.summary).key("responses").begin_object();
      out.key("2XX").begin_object().member("description", "Done").end_object();
      problems(out, {"4XX", "5XX"});
      out.end_object().end_object();
    }
    out.end_object();
  }
}

void problem_component(json::Writer& out) {
  out.key("responses")
      .begin_object()
      .key("problem")
      .begin_object()
      .member("description", "Refused, and why (RFC 9457)");
  json_content(out, "application/problem+json", [&] {
    out.begin_object().member("type", "object").key("properties").begin_object();
    for (const auto name : {"type", "title", "code", "detail"}) {
      out.key(name);
      plain(out, "string");
    }
    out.key("status");
    plain(out, "integer");
    out.end_object().key("required").begin_array();
    for (const auto name : {"type", "title", "status", "code", "detail"})
      out.value(name);
    out.end_array().end_object();
  });
  out.end_object().end_object();
}

}  // namespace

std::string openapi_document(std::span<const Resource> resources, std::span<const Part> parts) {
  json::Writer out(json::Layout::indented);
  out.begin_object().member("openapi", "3.1.0").key("info").begin_object();
  out.member("title", "Manara").member("version", "1").end_object();
  out.key("paths").begin_object();
  for (const auto& resource : resources)
    resource_paths(out, resource);
  part_paths(out, parts);
  out.end_object().key("components").begin_object().key("schemas").begin_object();
  for (const auto& resource : resources)
    resource_schemas(out, resource);
  out.end_object();
  problem_component(out);
  out.end_object().end_object();
  return out.take();
}

}  // namespace manara::api
