#include "api/body.h"

#include <algorithm>

#include "base/id.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "json/json.h"
#include "json/writer.h"

namespace manara::api {
namespace {

using resource::Field;
using resource::FieldType;

constexpr std::uint64_t most_bytes = 1 << 20;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

/// Control characters have no place in what people type, but for line ends and tabs in prose.
bool has_control(std::string_view text, bool prose) {
  return std::ranges::any_of(text, [&](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && !(prose && (c == '\n' || c == '\t'))) || c == '\x7f';
  });
}

class Reading {
 public:
  Body read(const resource::Resource& resource, json::Value root) {
    out_.begin_object();
    for (const auto& field : resource.fields)
      read_field(field, root[field.name]);
    for (const auto& member : root.members()) {
      // What a reader was given with an item may come back with it.
      if (member.name == "id" || member.name == "revision") continue;
      const auto known = std::ranges::find(resource.fields, member.name, &Field::name);
      if (known == resource.fields.end()) refuse(std::string(member.name), {Code{"field_unknown"}, {}});
    }
    out_.end_object();
    Body body{.refused = std::move(refused_)};
    if (body.refused.empty()) body.json = out_.take();
    return body;
  }

 private:
  void refuse(std::string field, Message why) { refused_.push_back({std::move(field), std::move(why)}); }

  void read_field(const Field& field, json::Value value) {
    const bool missing = !value || value.kind() == json::Kind::null;
    if (missing && field.need == resource::Need::required) {
      refuse(std::string(field.name), {Code{"field_missing"}, {}});
    } else if (!missing && field.type == FieldType::names) {
      read_names(field, value);
    } else if (!missing) {
      const auto text = checked(field, std::string(field.name), value);
      if (!text.empty()) out_.member(field.name, text);
    }
  }

  void read_names(const Field& field, json::Value value) {
    if (!value.is_object()) return refuse(std::string(field.name), {Code{"field_type"}, {}});
    bool any = false;
    out_.key(field.name).begin_object();
    for (const auto language : resource::name_languages) {
      const auto name = value[language];
      if (!name || name.kind() == json::Kind::null) continue;
      const auto text = checked(field, std::string(field.name) + "." + std::string(language), name);
      if (!text.empty()) out_.member(language, text);
      any = any || !text.empty();
    }
    out_.end_object();
    for (const auto& member : value.members()) {
      if (std::ranges::find(resource::name_languages, member.name) == std::end(resource::name_languages))
        refuse(std::string(field.name) + "." + std::string(member.name), {Code{"field_unknown"}, {}});
    }
    if (!any && field.need == resource::Need::required) refuse(std::string(field.name), {Code{"field_missing"}, {}});
  }

  /// The text of a field, without space around it; "" where it was refused or is empty.
  std::string checked(const Field& field, std::string name, json::Value value) {
    if (!value.is_string()) {
      refuse(std::move(name), {Code{"field_type"}, {}});
      return {};
    }
    const auto text = trim(value.string());
    if (text.empty()) {
      if (field.need == resource::Need::required && field.type != FieldType::names)
        refuse(std::move(name), {Code{"field_missing"}, {}});
      return {};
    }
    if (auto why = complaint(field, text); !why.code.empty()) {
      refuse(std::move(name), std::move(why));
      return {};
    }
    return std::string(text);
  }

  static Message complaint(const Field& field, std::string_view text) {
    if (characters(text) > field.most) return {Code{"field_too_long"}, {std::to_string(field.most)}};
    if (has_control(text, field.type == FieldType::prose)) return {Code{"field_control"}, {}};
    if (field.type == FieldType::choice && std::ranges::find(field.choices, text) == field.choices.end())
      return {Code{"field_choice"}, {std::string(text)}};
    if (field.type == FieldType::link && !read_id(text)) return {Code{"field_link"}, {}};
    return {};
  }

  json::Writer out_{};
  std::vector<FieldError> refused_{};
};

}  // namespace

Result<Body> read_body(const resource::Resource& resource, std::string_view text) {
  json::Document document;
  const auto root = document.parse(text, {.document_bytes = most_bytes, .depth = 16});
  if (!root || !root->is_object()) return fail(Code{"request_malformed"});
  return Reading().read(resource, *root);
}

}  // namespace manara::api
