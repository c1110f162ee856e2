#include <functional>

#include "base/strings.h"
#include "formats/check/cyclonedx_check.h"

namespace manara::formats {
namespace {

using json::Kind;
using json::Value;
using rules::InJson;
using rules::Is;
using rules::Minor;
using rules::Rule;
using rules::Shape;
using Step = Complaints::Step;

/// Equal values have equal numbers, whatever the order of their members.
std::uint64_t fingerprint(const Value& value) {
  const auto mixed = [](std::uint64_t a, std::uint64_t b) {
    return (a ^ (b + 0x9e3779b97f4a7c15ULL)) * 0xff51afd7ed558ccdULL;
  };
  std::uint64_t out = static_cast<std::uint64_t>(value.kind());
  switch (value.kind()) {
    case Kind::object: {
      std::uint64_t sum = 0;
      for (const auto [name, member] : value.members())
        sum += mixed(TextHash{}(name), fingerprint(member));
      return mixed(out, sum);
    }
    case Kind::array:
      for (const auto element : value.elements())
        out = mixed(out, fingerprint(element));
      return out;
    case Kind::string: return mixed(out, TextHash{}(value.string()));
    case Kind::number: return mixed(out, std::hash<double>{}(value.number().value_or(0)));
    case Kind::boolean: return mixed(out, value.boolean() == true ? 1 : 2);
    default: return out;
  }
}

class Walk {
 public:
  Walk(Minor minor, Complaints& complaints) : minor_(minor), complaints_(complaints) {}

  /// Recursion is as deep as the document, which its parser has bounded.
  void object(const Value& value, Shape kind) {
    if (complaints_.full()) return;
    if (!value.is_object()) return complaints_.add(Code{"check_not_object"});
    const auto& shape = rules::rules_of(kind);
    Met met;
    for (const auto [name, member] : value.members()) {
      const Step step(complaints_, name);
      const auto found = rule_for(shape, name);
      if (found == shape.rules.size()) {
        unknown(shape, name);
      } else if (met.again(found)) {
        complaints_.add(Code{"check_twice"}, {shown(name)});
      } else {
        this->member(shape.rules[found], member);
      }
    }
    check_members(shape, met, minor_, true, complaints_);
    if (kind == Shape::hash) check_hash_length(value);
    for (const auto& rule : shape.rules)
      check_together(rule, value);
  }

  void references(const Value& dependencies) {
    const Step step(complaints_, "dependencies");
    std::size_t index = 0;
    for (const auto dependency : dependencies.elements()) {
      const Step at(complaints_, index++);
      if (dependency["ref"].is_string()) use(dependency["ref"], "ref");
      for (const auto* list : {"dependsOn", "provides"}) {
        const Step in_list(complaints_, list);
        std::size_t position = 0;
        for (const auto reference : dependency[list].elements()) {
          const Step here(complaints_, position++);
          if (reference.is_string()) references_.use(reference.string(), complaints_);
        }
      }
    }
  }

 private:
  void use(const Value& reference, std::string_view name) {
    const Step step(complaints_, name);
    references_.use(reference.string(), complaints_);
  }

  [[nodiscard]] std::size_t rule_for(const rules::ShapeRules& shape, std::string_view name) const {
    for (std::size_t i = 0; i < shape.rules.size(); ++i) {
      const auto& rule = shape.rules[i];
      if (rule.json == InJson::member && !rule.is_group() && rule.holds_in(minor_) && rule.name == name) return i;
    }
    return shape.rules.size();
  }

  /// A member that has no rule in this version: perhaps another version has it.
  void unknown(const rules::ShapeRules& shape, std::string_view name) {
    if (shape.closed_from > minor_) return;
    for (const auto& rule : shape.rules) {
      if (rule.name == name && !rule.is_group() && rule.json == InJson::member && rule.from > minor_) {
        return complaints_.add(Code{"check_too_early"}, {shown(name), "1." + std::to_string(rule.from)});
      }
    }
    complaints_.add(Code{"check_not_allowed"}, {shown(name)});
  }

  void member(const Rule& rule, const Value& value) {
    const bool in_formulation = in_formulation_;
    if (rule.name == "formulation") in_formulation_ = true;
    if (rule.is == Is::shape_or_list && value.is_array()) {
      list(rule, value, [this, &rule](const Value& element) { object(element, rule.other); });
    } else if (rule.list) {
      if (!value.is_array()) return complaints_.add(Code{"check_not_list"});
      list(rule, value, [this, &rule](const Value& element) { single(rule, element); });
    } else {
      single(rule, value);
    }
    in_formulation_ = in_formulation;
  }

  template <typename Visit>
  void list(const Rule& rule, const Value& value, Visit&& visit) {
    std::unordered_set<std::uint64_t> seen;
    std::size_t index = 0;
    for (const auto element : value.elements()) {
      const Step step(complaints_, index++);
      if (rule.unique && !seen.insert(fingerprint(element)).second) complaints_.add(Code{"check_repeated"});
      visit(element);
      if (complaints_.full()) return;
    }
    if (rule.not_empty && index == 0) complaints_.add(Code{"check_empty_list"});
  }

  void single(const Rule& rule, const Value& value) {
    switch (rule.is) {
      case Is::shape:
      case Is::shape_or_list: return object(value, rule.shape);
      case Is::object:
        if (!value.is_object()) complaints_.add(Code{"check_not_object"});
        return;
      case Is::shape_or_text: return value.is_string() ? void() : object(value, rule.shape);
      case Is::two_shapes: return one_of_two(rule, value);
      case Is::integer: return integer(rule, value);
      case Is::number:
        if (const auto number = value.number()) return check_number(rule, *number, complaints_);
        return complaints_.add(Code{"check_not_number"});
      case Is::boolean:
        if (!value.boolean()) complaints_.add(Code{"check_not_boolean"});
        return;
      default: break;
    }
    if (!value.is_string()) return complaints_.add(Code{"check_not_text"});
    check_text(rule, value.string(), Notation::json, minor_, complaints_);
    if (rule.name == "bom-ref" && !value.string().empty()) {
      references_.define(value.string(), in_formulation_, complaints_);
    }
  }

  /// 1.0 is an integer in JSON Schema.
  void integer(const Rule& rule, const Value& value) {
    const auto number = value.number();
    constexpr double exact = 9007199254740992.0;  // 2^53: beyond, doubles have no fractions
    if (!number ||
        (*number < exact && *number > -exact && *number != static_cast<double>(static_cast<std::int64_t>(*number)))) {
      return complaints_.add(Code{"check_not_integer"});
    }
    check_number(rule, *number, complaints_);
  }

  /// Whichever of the two knows more of its members was meant.
  void one_of_two(const Rule& rule, const Value& value) {
    object(value, known_members(rule.other, value) > known_members(rule.shape, value) ? rule.other : rule.shape);
  }

  [[nodiscard]] std::size_t known_members(Shape kind, const Value& value) const {
    const auto& shape = rules::rules_of(kind);
    std::size_t count = 0;
    for (const auto [name, member] : value.members())
      count += rule_for(shape, name) < shape.rules.size() ? 1U : 0U;
    return count;
  }

  void check_hash_length(const Value& value) {
    const auto digits = hash_digits(value["alg"].string());
    const auto content = value["content"];
    if (digits == 0 || !content.is_string() ||
        form_complaint(rules::Form::hash, content.string(), Notation::json, minor_))
      return;
    if (content.string().size() != digits) {
      complaints_.add_at("content", Code{"check_hash_length"}, {value["alg"].text(), std::to_string(digits)});
    }
  }

  void check_together(const Rule& rule, const Value& value) {
    if (!rule.holds_in(minor_) || (rule.is != Is::alone && rule.is != Is::needs_true)) return;
    const auto names = cut(rule.name, ' ');
    if (!names) return;
    const auto first = value[names->head];
    if (rule.is == Is::needs_true) {
      if (first && value[names->tail].boolean() != true) {
        complaints_.add_at(names->head, Code{"check_needs_true"}, {std::string(names->head), std::string(names->tail)});
      }
      return;
    }
    const auto count = first.size();
    if (count < 2) return;
    for (const auto element : first.elements()) {
      if (element[names->tail]) {
        return complaints_.add_at(names->head, Code{"check_alone"}, {std::string(names->tail)});
      }
    }
  }

  Minor minor_;
  Complaints& complaints_;
  References references_{};
  bool in_formulation_ = false;
};

}  // namespace

void check_cyclonedx_json(const Value& root, Complaints& complaints) {
  auto version = root["specVersion"].string();
  Minor minor = rules::newest;
  if (take_prefix(version, "1.") && version.size() == 1 && version[0] >= '2' && version[0] <= '0' + rules::newest) {
    minor = static_cast<Minor>(version[0] - '0');
  } else if (root["specVersion"]) {
    complaints.add_at("specVersion", Code{"check_spec_version"}, {shown(root["specVersion"].string())});
  }
  Walk walk(minor, complaints);
  walk.object(root, Shape::bom);
  walk.references(root["dependencies"]);
}

}  // namespace manara::formats
