#include "schema.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/strings.h"

namespace manara::program_test {
namespace {

using json::Kind;
using json::Value;

std::string_view type_name(const Value& value) {
  switch (value.kind()) {
    case Kind::null: return "null";
    case Kind::boolean: return "boolean";
    case Kind::number: return value.integer() ? "integer" : "number";
    case Kind::string: return "string";
    case Kind::array: return "array";
    case Kind::object: return "object";
    case Kind::missing: break;
  }
  return "missing";
}

bool is_of_type(const Value& value, std::string_view wanted) {
  const auto name = type_name(value);
  return name == wanted || (wanted == "number" && name == "integer");
}

/// Equal, for what const and enum hold here: texts and null.
bool same(const Value& a, const Value& b) {
  return a.kind() == b.kind() && (a.kind() == Kind::null || (a.is_string() && a.string() == b.string()));
}

/// One character of a pattern and how often it may stand: takes it off.
struct Atom {
  std::string allowed{};
  std::uint64_t least = 1, most = 1;
};
Atom take_atom(std::string_view& pattern) {
  Atom atom;
  if (take_prefix(pattern, "\\d")) {
    atom.allowed = "0123456789";
  } else if (pattern.starts_with('[')) {
    const auto end = pattern.find(']');
    for (std::size_t i = 1; i < end; ++i) {
      if (i + 2 < end && pattern[i + 1] == '-') {
        for (char c = pattern[i]; c <= pattern[i + 2]; ++c)
          atom.allowed.push_back(c);
        i += 2;
      } else {
        atom.allowed.push_back(pattern[i]);
      }
    }
    pattern.remove_prefix(end + 1);
  } else {
    atom.allowed = pattern.substr(0, 1);
    pattern.remove_prefix(1);
  }
  if (pattern.starts_with('{')) {
    const auto end = pattern.find('}');
    const auto inside = pattern.substr(1, end - 1);
    const auto both = cut(inside, ',');
    atom.least = parse_unsigned(both ? both->head : inside).value_or(0);
    atom.most = parse_unsigned(both ? both->tail : inside).value_or(0);
    pattern.remove_prefix(end + 1);
  }
  return atom;
}

/// "^…$" with greedy atoms: enough where no atom's characters may also begin the next.
bool fits(std::string_view pattern, std::string_view text) {
  take_prefix(pattern, "^");
  take_suffix(pattern, "$");
  while (!pattern.empty()) {
    const auto atom = take_atom(pattern);
    std::uint64_t count = 0;
    while (count < atom.most && !text.empty() && atom.allowed.find(text.front()) != std::string::npos) {
      text.remove_prefix(1);
      ++count;
    }
    if (count < atom.least) return false;
  }
  return text.empty();
}

class Checker {
 public:
  explicit Checker(const Value& root) : root_(root) {}
  void check(const Value& schema, const Value& value, const std::string& place);
  std::vector<std::string> found{};

 private:
  void check_keyword(std::string_view keyword, const Value& rule, const Value& schema, const Value& value,
                     const std::string& place);
  void check_object(const Value& schema, const Value& value, const std::string& place);
  void complain(const std::string& place, const std::string& what) {
    if (found.size() < 100) found.push_back(place + ": " + what);
  }
  Value root_;
};

void Checker::check_object(const Value& schema, const Value& value, const std::string& place) {
  const auto properties = schema["properties"];
  for (const auto [name, member] : value.members()) {
    if (const auto rule = properties[name]) {
      check(rule, member, place + "/" + std::string(name));
    } else if (schema["additionalProperties"].boolean() == false) {
      complain(place, fmt::format("has \"{}\"", name));
    }
  }
}

void Checker::check_keyword(std::string_view keyword, const Value& rule, const Value& schema, const Value& value,
                            const std::string& place) {
  if (keyword == "type") {
    bool is_one = is_of_type(value, rule.string());
    for (const auto name : rule.elements())
      is_one = is_one || is_of_type(value, name.string());
    if (!is_one) complain(place, fmt::format("is {}", type_name(value)));
  } else if (keyword == "const") {
    if (!same(rule, value)) complain(place, fmt::format("is \"{}\"", value.string()));
  } else if (keyword == "enum") {
    bool is_one = false;
    for (const auto allowed : rule.elements())
      is_one = is_one || same(allowed, value);
    if (!is_one) complain(place, fmt::format("is \"{}\"", value.string()));
  } else if (keyword == "pattern") {
    if (value.is_string() && !fits(rule.string(), value.string()))
      complain(place, fmt::format("is \"{}\"", value.string()));
  } else if (keyword == "required") {
    for (const auto name : rule.elements()) {
      if (value.is_object() && !value[name.string()]) complain(place, fmt::format("lacks \"{}\"", name.string()));
    }
  } else if (keyword == "properties") {
    if (value.is_object()) check_object(schema, value, place);
  } else if (keyword == "items") {
    std::size_t at = 0;
    for (const auto element : value.elements())
      check(rule, element, fmt::format("{}/{}", place, at++));
  } else if (keyword == "$ref") {
    auto name = rule.string();
    take_prefix(name, "#/$defs/");
    const auto target = root_["$defs"][name];
    if (!target) return complain(place, fmt::format("the schema has no {}", rule.string()));
    check(target, value, place);
  } else if (keyword != "additionalProperties" && keyword != "description" && keyword != "title" &&
             keyword != "$schema" && keyword != "$defs") {
    complain(place, fmt::format("the schema says \"{}\", which is not known here", keyword));
  }
}

void Checker::check(const Value& schema, const Value& value, const std::string& place) {
  for (const auto [keyword, rule] : schema.members())
    check_keyword(keyword, rule, schema, value, place);
}

}  // namespace

std::vector<std::string> complaints(const Value& schema, const Value& value) {
  Checker checker(schema);
  checker.check(schema, value, "");
  return std::move(checker.found);
}

}  // namespace manara::program_test
