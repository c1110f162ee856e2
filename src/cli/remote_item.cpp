#include "cli/remote_item.h"

#include <algorithm>
#include <unistd.h>

#include "api/body.h"
#include "base/strings.h"
#include "cli/remote_node.h"
#include "text/escape.h"

namespace manara::cli {
namespace {

using resource::Field;
using resource::FieldType;

constexpr std::uint64_t most_item_bytes = 1 << 20;

const Field* find_field(const resource::Resource& resource, std::string_view name) {
  const auto found = std::ranges::find(resource.fields, name, &Field::name);
  return found == resource.fields.end() ? nullptr : &*found;
}

std::string quoted(std::string_view text) {
  std::string out;
  json::append_quoted(out, text);
  return out;
}

Result<std::string> json_of_typed(const Field& field, std::string_view text) {
  if (field.type == FieldType::flag) {
    if (text != "true" && text != "false") return fail(Code{"remote_flag"}, {std::string(text)});
    return std::string(text);
  }
  if (field.type != FieldType::list) return quoted(text);
  json::Document document;
  const auto parsed = document.parse(text, {.document_bytes = most_item_bytes, .depth = 16});
  if (!parsed || !parsed->is_array()) return fail(Code{"remote_list"}, {example_of(field)});
  return json_text(*parsed);
}

bool is_language(std::string_view name) {
  return std::ranges::find(resource::name_languages, name) != std::end(resource::name_languages);
}

}  // namespace

std::string example_of(const Field& list) {
  std::string out = std::string(list.name) + "='[{";
  for (const auto& item : list.items) {
    const auto value = item.choices.empty() ? std::string_view("…") : item.choices.front();
    out += (&item == list.items.data() ? "\"" : ",\"") + std::string(item.name) + "\":";
    out += item.type == FieldType::flag ? std::string("true") : quoted(value);
  }
  return out + "}]'";
}

std::string remote_list_of(std::span<const std::string_view> names) {
  std::string out;
  for (const auto name : names)
    out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

std::string remote_field_names(const resource::Resource& resource) {
  std::vector<std::string_view> names;
  for (const auto& field : resource.fields)
    names.push_back(field.name);
  return remote_list_of(names);
}

std::string json_text(json::Value value) {
  json::Writer out;
  json::copy(out, value);
  return out.take();
}

void print_remote_json(json::Value value, Session& session) {
  const auto text = json_text(value);
  session.print((::isatty(STDOUT_FILENO) != 0 ? text::for_terminal(text) : text) + "\n");
}

std::string typed_text(json::Value value) {
  if (value.is_string()) return value.text();
  return value.kind() == json::Kind::missing || value.kind() == json::Kind::null ? std::string() : json_text(value);
}

Status TypedItem::set(std::string_view assignment) {
  const auto halves = cut(assignment, '=');
  if (!halves || halves->head.empty()) return fail(Code{"remote_assignment"}, {std::string(assignment)});
  const auto dot = cut(halves->head, '.');
  const auto* field = find_field(resource_, dot ? dot->head : halves->head);
  const bool is_part = dot.has_value() && field != nullptr && field->type == FieldType::names && is_language(dot->tail);
  if (field == nullptr || (dot && !is_part))
    return fail(Code{"remote_field_unknown"}, {std::string(halves->head), remote_field_names(resource_)});
  if (field->type == FieldType::names && !dot)
    return fail(Code{"remote_names"}, {std::string(field->name), std::string(text::tag(text::Language::en))});
  std::string value;
  if (!halves->tail.empty()) {
    MANARA_TRY(json, json_of_typed(*field, halves->tail));
    value = std::move(json);
  }
  values_.insert_or_assign(std::string(halves->head), std::move(value));
  return {};
}

Status TypedItem::set_file(const std::string& path) {
  MANARA_TRY(file, remote_file(path, most_item_bytes));
  json::Document document;
  auto root = document.parse(file.bytes(), {.document_bytes = most_item_bytes, .depth = 16});
  if (!root) return std::unexpected(std::move(root).error().in(path));
  if (!root->is_object()) return fail(Code{"remote_file_no_item"}, {path});
  for (const auto& member : root->members()) {
    // What `show --json` gave may come back whole.
    if (member.name != "id" && member.name != "revision")
      values_.insert_or_assign(std::string(member.name), json_text(member.value));
  }
  return {};
}

void TypedItem::write_names(json::Writer& out, std::string_view field, json::Value before) const {
  json::Document document;
  if (const auto whole = values_.find(field); whole != values_.end()) {
    const auto parsed = document.parse(whole->second);
    before = parsed ? *parsed : json::Value();
  }
  out.key(field).begin_object();
  for (const auto language : resource::name_languages) {
    const auto typed = values_.find(std::string(field) + "." + std::string(language));
    if (typed != values_.end()) {
      if (!typed->second.empty()) out.key(language).raw(typed->second);
    } else if (before[language]) {
      json::copy(out.key(language), before[language]);
    }
  }
  for (const auto& member : before.members()) {
    if (!is_language(member.name)) json::copy(out.key(member.name), member.value);
  }
  out.end_object();
}

std::string TypedItem::over(json::Value before) const {
  json::Writer out;
  out.begin_object();
  for (const auto& field : resource_.fields) {
    const auto typed = values_.find(field.name);
    if (field.type == FieldType::names) {
      write_names(out, field.name, before[field.name]);
    } else if (typed != values_.end()) {
      if (!typed->second.empty()) out.key(field.name).raw(typed->second);
    } else if (before[field.name]) {
      json::copy(out.key(field.name), before[field.name]);
    }
  }
  for (const auto& member : before.members()) {
    const bool is_own = member.name == "id" || member.name == "revision" || values_.contains(member.name);
    if (!is_own && find_field(resource_, member.name) == nullptr) json::copy(out.key(member.name), member.value);
  }
  for (const auto& [name, value] : values_) {
    if (find_field(resource_, std::string_view(name).substr(0, name.find('.'))) == nullptr) out.key(name).raw(value);
  }
  out.end_object();
  return out.take();
}

bool TypedItem::has(std::string_view field) const {
  const auto head = field.substr(0, field.find('.'));
  return std::ranges::any_of(
      values_, [head](const auto& one) { return std::string_view(one.first).substr(0, one.first.find('.')) == head; });
}

Result<TypedItem> typed_item(const resource::Resource& resource, const Arguments& arguments, std::size_t first) {
  TypedItem typed(resource);
  if (const auto path = arguments.value("--file")) MANARA_CHECK(typed.set_file(*path));
  const auto& words = arguments.positional();
  for (auto at = first; at < words.size(); ++at)
    MANARA_CHECK(typed.set(words[at]));
  return typed;
}

bool remote_check(const resource::Resource& resource, const TypedItem& typed, std::string_view json, bool whole,
                  Session& session) {
  const auto body = api::read_body(resource, json);
  if (!body) {
    session.error(body.error());
    return false;
  }
  bool good = true;
  for (const auto& [name, why] : body->refused) {
    if (!whole && !typed.has(name)) continue;
    good = false;
    const auto* field = find_field(resource, name);
    if (why.code == Code{"field_unknown"}) {
      session.error({Code{"remote_field_unknown"}, {name, remote_field_names(resource)}, {}});
    } else if (why.code == Code{"field_choice"} && field != nullptr) {
      session.error({Code{"remote_choice"},
                     {name, why.args.empty() ? std::string() : why.args.front(), remote_list_of(field->choices)},
                     {}});
    } else {
      session.error({Code{"import_cell"}, {name, session.say(why.code, why.args)}, {}});
    }
  }
  return good;
}

}  // namespace manara::cli
