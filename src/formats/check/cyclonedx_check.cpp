// What both notations share: words, forms, numbers; members that are missing or don't go together; references.
#include "formats/check/cyclonedx_check.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/strings.h"

namespace manara::formats {

using rules::Is;
using rules::Minor;
using rules::Rule;

void References::define(std::string_view reference, bool in_formulation, Complaints& complaints) {
  if (in_formulation) {
    repeated_.insert(reference);
  } else if (!unique_.insert(reference).second) {
    complaints.add(Code{"check_reference_twice"}, {shown(reference)});
  }
}

void References::use(std::string_view reference, Complaints& complaints) const {
  if (!unique_.contains(reference) && !repeated_.contains(reference)) {
    complaints.add(Code{"check_reference_unknown"}, {shown(reference)});
  }
}

namespace {

/// The member rules that bear this name, of which some notations and versions have several.
bool has_member(const rules::ShapeRules& shape, const Met& met, std::string_view name) {
  for (std::size_t i = 0; i < shape.rules.size(); ++i) {
    if (met.has(i) && !shape.rules[i].is_group() && shape.rules[i].name == name) return true;
  }
  return false;
}

void check_group(const rules::ShapeRules& shape, const Rule& rule, const Met& met, Complaints& complaints) {
  std::size_t count = 0;
  for (const auto name : split(rule.name, ' '))
    count += has_member(shape, met, name) ? 1U : 0U;
  const std::string names(rule.name);
  if (rule.is == Is::exactly_one && count != 1) complaints.add(Code{"check_exactly_one"}, {names});
  if (rule.is == Is::at_least_one && count == 0) complaints.add(Code{"check_at_least_one"}, {names});
  const auto ends = cut(rule.name, ' ');
  if (rule.is == Is::needs && ends && has_member(shape, met, ends->head) && !has_member(shape, met, ends->tail)) {
    complaints.add(Code{"check_needs"}, {std::string(ends->head), std::string(ends->tail)});
  }
  if (rule.is == Is::at_most_one && count > 1) complaints.add(Code{"check_at_most_one"}, {names});
}

template <typename Number>
std::optional<Number> parse(std::string_view text) {
  take_prefix(text, "+");
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

void check_members(const rules::ShapeRules& shape, const Met& met, Minor minor, bool in_json, Complaints& complaints) {
  for (std::size_t i = 0; i < shape.rules.size(); ++i) {
    const auto& rule = shape.rules[i];
    if (!rule.holds_in(minor)) continue;
    if (rule.is_group()) {
      check_group(shape, rule, met, complaints);
      continue;
    }
    const bool mine = in_json ? rule.json != rules::InJson::never : rule.xml != rules::InXml::never;
    if (mine && rule.is_required_in(minor) && !met.has(i)) {
      complaints.add_at(in_json ? rule.name : rule.name_in_xml(), Code{"check_missing"},
                        {std::string(in_json ? rule.name : rule.name_in_xml())});
    }
  }
}

void check_number(const Rule& rule, double value, Complaints& complaints) {
  if (value < rule.low || value > rule.high) complaints.add(Code{"check_out_of_range"});
}

void check_text(const Rule& rule, std::string_view text, Notation notation, Minor minor, Complaints& complaints) {
  switch (rule.is) {
    case Is::word: {
      const auto list = rules::words(rule.list_of_words);
      const auto found = std::ranges::find(list, text, &rules::Word::text);
      if (found == list.end()) {
        complaints.add(Code{"check_word"}, {shown(text)});
      } else if (found->from > minor) {
        complaints.add(Code{"check_word_too_early"}, {shown(text), "1." + std::to_string(found->from)});
      }
      return;
    }
    case Is::integer:
      if (const auto value = parse<std::int64_t>(text)) {
        check_number(rule, static_cast<double>(*value), complaints);
      } else {
        complaints.add(Code{"check_not_integer"});
      }
      return;
    case Is::number:
      if (const auto value = parse<double>(text)) {
        check_number(rule, *value, complaints);
      } else {
        complaints.add(Code{"check_not_number"});
      }
      return;
    case Is::boolean:
      if (text != "true" && text != "false" && text != "1" && text != "0") {
        complaints.add(Code{"check_not_boolean"});
      }
      return;
    default:
      if (const auto code = form_complaint(rule.form, text, notation, minor)) complaints.add(*code, {shown(text)});
  }
}

}  // namespace manara::formats
