#include "api/schemas.h"

#include <algorithm>
#include <string>

namespace manara::api {
namespace {

using resource::Field;
using resource::FieldType;
using resource::Need;
using resource::Resource;

void any_of_these(json::Writer& out, std::span<const std::string_view> choices) {
  out.begin_object().member("type", "string").key("enum").begin_array();
  for (const auto choice : choices)
    out.value(choice);
  out.end_array().end_object();
}

void text_schema(json::Writer& out, const Field& field) {
  out.begin_object().member("type", "string");
  if (field.need == Need::required && field.type != FieldType::names) out.member("minLength", 1);
  out.member("maxLength", static_cast<std::uint64_t>(field.most)).end_object();
}

/// An item of a list of its own, or what makes one.
enum class Item : std::uint8_t { with_id, without_id };

void properties(json::Writer& out, std::span<const Field> fields, Item item);

void required(json::Writer& out, std::span<const Field> fields, Item item) {
  out.key("required").begin_array();
  if (item == Item::with_id) out.value("id").value("revision");
  for (const auto& field : fields) {
    if (field.need == Need::required) out.value(field.name);
  }
  out.end_array();
}

void list_schema(json::Writer& out, const Field& field) {
  out.begin_object().member("type", "array").member("maxItems", static_cast<std::uint64_t>(field.most));
  out.key("items").begin_object().member("type", "object").member("additionalProperties", false);
  properties(out, field.items, Item::without_id);
  required(out, field.items, Item::without_id);
  out.end_object().end_object();
}

void names_schema(json::Writer& out, const Field& field) {
  out.begin_object().member("type", "object").member("additionalProperties", false).member("minProperties", 1);
  out.key("properties").begin_object();
  for (const auto language : resource::name_languages) {
    out.key(language);
    text_schema(out, field);
  }
  out.end_object().end_object();
}

void field_schema(json::Writer& out, const Field& field) {
  switch (field.type) {
    case FieldType::list: return list_schema(out, field);
    case FieldType::names: return names_schema(out, field);
    case FieldType::choice: return any_of_these(out, field.choices);
    case FieldType::flag: out.begin_object().member("type", "boolean").end_object(); return;
    case FieldType::number:
    case FieldType::moment: out.begin_object().member("type", "integer").end_object(); return;
    case FieldType::date: out.begin_object().member("type", "string").member("format", "date").end_object(); return;
    case FieldType::link:
      out.begin_object().member("type", "string").member("pattern", id_pattern);
      out.member("description", "An id of " + std::string(field.refers_to)).end_object();
      return;
    default: return text_schema(out, field);
  }
}

void properties(json::Writer& out, std::span<const Field> fields, Item item) {
  out.key("properties").begin_object();
  if (item == Item::with_id) {
    out.key("id").begin_object().member("type", "string").member("pattern", id_pattern).end_object();
    out.key("revision").begin_object().member("type", "integer").member("minimum", 0).end_object();
  }
  for (const auto& field : fields) {
    out.key(field.name);
    field_schema(out, field);
  }
  out.end_object();
}

void names_of_parts(json::Writer& out) {
  out.key("names").begin_object().member("type", "object").member("additionalProperties", false);
  out.key("properties").begin_object();
  for (const auto language : resource::name_languages)
    out.key(language).begin_object().member("type", "string").end_object();
  out.end_object().end_object();
}

void lists_schema(json::Writer& out) {
  out.begin_object().member("type", "object").key("additionalProperties").begin_object().member("type", "array");
  out.key("items").begin_object().member("type", "string").end_object().end_object().end_object();
}

void bounded_text(json::Writer& out, const Member& member, Way way) {
  out.begin_object().member("type", "string");
  const bool filled = way == Way::in && member.need == Need::required;
  const auto least = std::max<std::int64_t>(member.least, filled ? 1 : 0);
  if (least > 0) out.member("minLength", least);
  if (member.most > 0) out.member("maxLength", std::uint64_t{member.most});
  out.end_object();
}

/// Without what `null_too` and `many` make of it.
void plain_schema(json::Writer& out, const Member& member, Way way) {
  switch (member.type) {
    case MemberType::text: return bounded_text(out, member, way);
    case MemberType::choice: return any_of_these(out, member.choices);
    case MemberType::names: return reference(out, "names");
    case MemberType::object: return shape_schema(out, *member.shape, way);
    case MemberType::item: return reference(out, member.of);
    case MemberType::lists: return lists_schema(out);
    case MemberType::anything: out.begin_object().end_object(); return;
    case MemberType::number:
      out.begin_object().member("type", "integer").member("minimum", member.least).end_object();
      return;
    case MemberType::id: out.begin_object().member("type", "string").member("pattern", id_pattern).end_object(); return;
    case MemberType::date: out.begin_object().member("type", "string").member("format", "date").end_object(); return;
    case MemberType::flag: out.begin_object().member("type", "boolean").end_object(); return;
    case MemberType::begins:
      out.begin_object().member("type", "object").key("additionalProperties").begin_object().member("type", "string");
      out.end_object().key("propertyNames").begin_object();
      out.member("pattern", "^" + std::string(member.name.substr(0, member.name.size() - 1)) + "\\.[a-z_.]+$");
      out.end_object().end_object();
      return;
  }
}

void named(json::Writer& out, const Used& used, std::vector<std::string_view>& done) {
  const auto& [shape, way] = used;
  if (!shape->name.empty()) {
    if (std::ranges::find(done, shape->name) != done.end()) return;
    done.push_back(shape->name);
    out.key(shape->name);
    shape_schema(out, {.members = shape->members}, way);
  }
  for (const auto& member : shape->members) {
    if (member.shape != nullptr) named(out, {member.shape, way}, done);
  }
}

}  // namespace

void reference(json::Writer& out, std::string_view name) {
  out.begin_object().member("$ref", "#/components/schemas/" + std::string(name)).end_object();
}

void resource_schemas(json::Writer& out, const Resource& resource) {
  out.key(std::string(resource.name) + "_body").begin_object().member("type", "object");
  properties(out, resource.fields, Item::without_id);
  required(out, resource.fields, Item::without_id);
  out.end_object();
  out.key(resource.name).begin_object().member("type", "object");
  properties(out, resource.fields, Item::with_id);
  required(out, resource.fields, Item::with_id);
  out.end_object();
}

void member_schema(json::Writer& out, const Member& member, Way way) {
  if (member.null_too) out.begin_object().key("anyOf").begin_array();
  if (member.many) out.begin_object().member("type", "array").key("items");
  plain_schema(out, member, way);
  if (member.many) out.end_object();
  if (member.null_too) out.begin_object().member("type", "null").end_object().end_array().end_object();
}

void shape_schema(json::Writer& out, const Shape& shape, Way way) {
  if (!shape.name.empty()) return reference(out, shape.name);
  out.begin_object().member("type", "object");
  if (way == Way::in) out.member("additionalProperties", false);
  out.key("properties").begin_object();
  for (const auto& member : shape.members) {
    out.key(member.name);
    member_schema(out, member, way);
  }
  out.end_object().key("required").begin_array();
  for (const auto& member : shape.members) {
    if (member.need == Need::required) out.value(member.name);
  }
  out.end_array().end_object();
}

void named_schemas(json::Writer& out, std::span<const Used> used) {
  std::vector<std::string_view> done;
  names_of_parts(out);
  for (const auto& one : used)
    named(out, one, done);
}

}  // namespace manara::api
