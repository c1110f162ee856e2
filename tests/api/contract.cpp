#include "contract.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/id.h"
#include "base/strings.h"
#include "base/time.h"

namespace manara::made {
namespace {

bool is_on(std::string_view pattern, std::string_view path) {
  const auto names = split(pattern, '/'), given = split(path, '/');
  return std::ranges::equal(names, given, [](std::string_view name, std::string_view one) {
    return name.starts_with('{') ? !one.empty() : name == one;
  });
}

std::string media_of(const api::Response& response) {
  if (response.events) return "text/event-stream";
  for (const auto& header : response.headers) {
    if (header.name == "Content-Type") return header.value.substr(0, header.value.find(';'));
  }
  return {};
}

bool is_in(json::Value list, std::string_view text) {
  bool found = false;
  for (const auto one : list.elements())
    found = found || one.string() == text;
  return found;
}

bool has_type(std::string_view type, json::Value value) {
  switch (value.kind()) {
    case json::Kind::null: return type == "null";
    case json::Kind::boolean: return type == "boolean";
    case json::Kind::number: return type == "integer" && value.integer();
    case json::Kind::string: return type == "string";
    case json::Kind::array: return type == "array";
    case json::Kind::object: return type == "object";
    default: return false;
  }
}

bool is_good_text(json::Value schema, std::string_view text) {
  if (schema["enum"] && !is_in(schema["enum"], text)) return false;
  if (schema["const"] && schema["const"].string() != text) return false;
  if (schema["pattern"].string() == "^[0-9a-f]{32}$" && !read_id(text)) return false;
  if (schema["format"].string() == "date" && (text.size() != 10 || !parse_date(text))) return false;
  return text.size() >= static_cast<std::size_t>(schema["minLength"].integer().value_or(0));
}

}  // namespace

Contract::Contract(const std::string& document) {
  const auto read = document_.parse(document);
  if (read) root_ = *read;
}

json::Value Contract::resolved(json::Value schema) const {
  auto name = schema["$ref"].string();
  if (name.empty()) return schema;
  auto found = root_;
  take_prefix(name, "#/");
  for (const auto part : split(name, '/'))
    found = found[part];
  return found;
}

json::Value Contract::operation(const api::Request& request) const {
  const auto method = request.method == "HEAD" ? std::string("get") : to_lower(request.method);
  const auto paths = root_["paths"];
  if (const auto exactly = paths[request.path]) return exactly[method];
  for (const auto& [pattern, operations] : paths.members()) {
    if (is_on(pattern, request.path)) return operations[method];
  }
  return {};
}

std::string Contract::complaint(const api::Request& request, const api::Response& response) const {
  const auto described = operation(request);
  if (!described) return {};
  const auto where = fmt::format("{} {} {}", request.method, request.path, response.status);
  const auto answer = resolved(described["responses"][std::to_string(response.status)]);
  if (!answer) return where + ": no such status";
  if (response.status == 204) return response.body.empty() ? "" : where + ": a body with 204";
  const auto media = media_of(response);
  const auto content = answer["content"][media];
  if (!content) return where + ": no such media type: " + media;
  if (request.method == "HEAD" || !media.ends_with("json")) return {};
  json::Document document;
  const auto body = document.parse(response.body);
  return body ? misfit(content["schema"], *body, where) : where + ": no JSON";
}

std::string Contract::misfit(json::Value given, json::Value value, const std::string& where) const {
  const auto schema = resolved(given);
  if (const auto ways = schema["anyOf"]) {
    std::string all;
    for (const auto way : ways.elements()) {
      auto why = misfit(way, value, where);
      if (why.empty()) return {};
      all += why + "; ";
    }
    return all;
  }
  const auto type = schema["type"].string();
  if (type.empty()) return schema.is_object() && schema.size() == 0 ? "" : where + ": described by nothing";
  if (!has_type(type, value)) return where + ": is no " + std::string(type);
  if (type == "integer" && value.integer() < schema["minimum"].integer().value_or(INT64_MIN))
    return where + ": is too small";
  if (type == "string" && !is_good_text(schema, value.string())) return where + ": is " + value.text();
  if (type == "object") return misfit_of_object(schema, value, where);
  if (type != "array") return {};
  std::size_t number = 0;
  for (const auto element : value.elements()) {
    auto why = misfit(schema["items"], element, fmt::format("{}[{}]", where, number++));
    if (!why.empty()) return why;
  }
  return {};
}

std::string Contract::misfit_of_object(json::Value schema, json::Value value, const std::string& where) const {
  for (const auto name : schema["required"].elements()) {
    if (!value[name.string()]) return where + "." + name.text() + ": is missing";
  }
  // Of what is only known to be an object nothing can be said.
  if (!schema["properties"] && !schema["additionalProperties"]) return {};
  for (const auto& [name, member] : value.members()) {
    const auto place = where + "." + std::string(name);
    auto of = schema["properties"][name];
    if (!of) of = schema["additionalProperties"];
    if (!of.is_object()) return place + ": is not described";
    auto why = misfit(of, member, place);
    if (!why.empty()) return why;
  }
  return {};
}

}  // namespace manara::made
