#include "api/body.h"

#include <algorithm>

#include "base/id.h"
#include "base/strings.h"
#include "base/time.h"
#include "base/utf8.h"
#include "json/json.h"
#include "json/writer.h"
#include "text/typed.h"

namespace manara::api {
namespace {

using resource::Field;
using resource::FieldType;

constexpr std::uint64_t most_bytes = 1 << 20;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

class Reading {
 public:
  Body read(const resource::Resource& resource, json::Value root) {
    read_object(resource.fields, root, {});
    Body body{.refused = std::move(refused_)};
    if (body.refused.empty()) body.json = out_.take();
    return body;
  }

 private:
  void refuse(std::string field, Message why) { refused_.push_back({std::move(field), std::move(why)}); }

  /// `within`: what the names of its fields begin with in a complaint: "", "channels.2."
  void read_object(std::span<const Field> fields, json::Value object, const std::string& within) {
    out_.begin_object();
    for (const auto& field : fields)
      read_field(field, object[field.name], within + std::string(field.name));
    check_order(fields, object, within);
    for (const auto& member : object.members()) {
      // What a reader was given with an item may come back with it.
      if (within.empty() && (member.name == "id" || member.name == "revision")) continue;
      if (std::ranges::find(fields, member.name, &Field::name) == fields.end())
        refuse(within + std::string(member.name), {Code{"field_unknown"}, {}});
    }
    out_.end_object();
  }

  /// Dates that end before they begin; one that is no date has its complaint already.
  void check_order(std::span<const Field> fields, json::Value object, const std::string& within) {
    for (const auto& field : fields) {
      if (field.not_before.empty()) continue;
      const auto first = parse_date(trim(object[field.not_before].string()));
      const auto last = parse_date(trim(object[field.name].string()));
      if (first && last && last->days < first->days)
        refuse(within + std::string(field.name), {Code{"field_before"}, {to_string(*last), to_string(*first)}});
    }
  }

  void read_field(const Field& field, json::Value value, const std::string& name) {
    if (!value || value.kind() == json::Kind::null) {
      if (field.need == resource::Need::required) refuse(name, {Code{"field_missing"}, {}});
      return;
    }
    switch (field.type) {
      case FieldType::names: return read_names(field, value, name);
      case FieldType::list: return read_list(field, value, name);
      case FieldType::flag: return read_flag(field, value, name);
      default: break;
    }
    const auto text = checked(field, name, value);
    if (!text.empty()) out_.member(field.name, text);
  }

  void read_flag(const Field& field, json::Value value, const std::string& name) {
    const auto flag = value.boolean();
    if (!flag) return refuse(name, {Code{"field_type"}, {}});
    if (*flag) out_.member(field.name, true);  // what is not so is not said
  }

  void read_list(const Field& field, json::Value value, const std::string& name) {
    if (!value.is_array()) return refuse(name, {Code{"field_type"}, {}});
    std::size_t count = 0;
    for (const auto item : value.elements()) {
      if (++count > field.most) return refuse(name, {Code{"field_too_many"}, {std::to_string(field.most)}});
      if (count == 1) out_.key(field.name).begin_array();
      const auto place = name + "." + std::to_string(count);  // counted from 1, as people do
      if (item.is_object()) {
        read_object(field.items, item, place + ".");
      } else {
        refuse(place, {Code{"field_type"}, {}});
      }
    }
    if (count > 0) {
      out_.end_array();
    } else if (field.need == resource::Need::required) {
      refuse(name, {Code{"field_missing"}, {}});
    }
  }

  void read_names(const Field& field, json::Value value, const std::string& name) {
    if (!value.is_object()) return refuse(name, {Code{"field_type"}, {}});
    bool any = false;
    out_.key(field.name).begin_object();
    for (const auto language : resource::name_languages) {
      const auto one = value[language];
      if (!one || one.kind() == json::Kind::null) continue;
      const auto text = checked(field, name + "." + std::string(language), one);
      if (!text.empty()) out_.member(language, text);
      any = any || !text.empty();
    }
    out_.end_object();
    for (const auto& member : value.members()) {
      if (std::ranges::find(resource::name_languages, member.name) == std::end(resource::name_languages))
        refuse(name + "." + std::string(member.name), {Code{"field_unknown"}, {}});
    }
    if (!any && field.need == resource::Need::required) refuse(name, {Code{"field_missing"}, {}});
  }

  /// The text of a field as it is kept, without space around it; "" where it was refused or is empty.
  std::string checked(const Field& field, std::string name, json::Value value) {
    if (!value.is_string()) {
      refuse(std::move(name), {Code{"field_type"}, {}});
      return {};
    }
    auto text = text::composed(trim(value.string()));
    if (text.empty()) {
      if (field.need == resource::Need::required && field.type != FieldType::names)
        refuse(std::move(name), {Code{"field_missing"}, {}});
      return {};
    }
    if (auto why = complaint(field, text); !why.code.empty()) {
      refuse(std::move(name), std::move(why));
      return {};
    }
    if (field.format == nullptr) return text;
    auto canonical = field.format->canonical(text);
    if (!canonical) {
      refuse(std::move(name), {Code{"field_format"}, {text, std::string(field.format->example)}});
      return {};
    }
    return std::move(*canonical);
  }

  static Message complaint(const Field& field, std::string_view text) {
    if (characters(text) > field.most) return {Code{"field_too_long"}, {std::to_string(field.most)}};
    const auto lines = field.type == FieldType::prose ? text::Lines::many : text::Lines::one;
    if (text::has_hidden(text, lines)) return {Code{"field_control"}, {}};
    if (field.type == FieldType::choice && std::ranges::find(field.choices, text) == field.choices.end())
      return {Code{"field_choice"}, {std::string(text)}};
    if (field.type == FieldType::link && !read_id(text)) return {Code{"field_link"}, {}};
    if (field.type == FieldType::date && (text.size() != 10 || !parse_date(text)))
      return {Code{"field_date"}, {std::string(text)}};
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
