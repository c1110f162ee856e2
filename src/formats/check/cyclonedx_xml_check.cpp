#include "base/strings.h"
#include "formats/check/cyclonedx_check.h"

namespace manara::formats {
namespace {

using rules::InXml;
using rules::Is;
using rules::Minor;
using rules::Rule;
using rules::Shape;
using Step = Complaints::Step;
using xml::Element;

class Walk {
 public:
  Walk(Minor minor, Complaints& complaints) : minor_(minor), complaints_(complaints) {}

  /// Recursion is as deep as the document, which its parser has bounded.
  void element(const Element& element, Shape kind) {
    if (complaints_.full()) return;
    complaints_.at_line(element.line());
    const auto& shape = rules::rules_of(kind);
    Met met;
    attributes(element, shape, met);
    for (const auto child : element.children()) {
      if (child.space() != element.space()) continue;  // an extension's, or a signature
      complaints_.at_line(child.line());
      const Step step(complaints_, child.name());
      const auto found = rule_for(shape, child.name());
      if (found == shape.rules.size()) {
        if (shape.closed_in_xml) unknown(shape, child.name());
        continue;
      }
      const auto& rule = shape.rules[found];
      if (met.again(found) && rule.xml != InXml::repeated) complaints_.add(Code{"check_twice"}, {shown(child.name())});
      member(rule, child);
    }
    complaints_.at_line(element.line());
    check_members(shape, met, minor_, false, complaints_);
    if (kind == Shape::hash) check_hash_length(element);
    if (kind == Shape::component) check_range(element);
  }

  void references(const Element& dependencies) {
    const Step step(complaints_, dependencies.name());
    std::size_t index = 0;
    for (const auto child : dependencies.children()) {
      if (child.space() != dependencies.space()) continue;
      const Step at(complaints_, index++);
      complaints_.at_line(child.line());
      if (!child.attribute("ref").empty()) references_.use(child.attribute("ref"), complaints_);
      references(child);
    }
  }

 private:
  void attributes(const Element& element, const rules::ShapeRules& shape, Met& met) {
    for (std::size_t i = 0; i < shape.rules.size(); ++i) {
      const auto& rule = shape.rules[i];
      if (!rule.holds_in(minor_) || rule.is_group()) continue;
      if (rule.xml == InXml::attribute && element.has_attribute(rule.name_in_xml())) {
        met.again(i);
        const Step step(complaints_, rule.name_in_xml());
        const auto value = trim(element.attribute(rule.name_in_xml()));
        check_text(rule, value, Notation::xml, minor_, complaints_);
        if (rule.name == "bom-ref" && !value.empty()) references_.define(value, in_formulation_, complaints_);
      }
      if (rule.xml == InXml::content) {
        met.again(i);
        check_text(rule, trim(element.text()), Notation::xml, minor_, complaints_);
      }
    }
  }

  [[nodiscard]] std::size_t rule_for(const rules::ShapeRules& shape, std::string_view name) const {
    for (std::size_t i = 0; i < shape.rules.size(); ++i) {
      const auto& rule = shape.rules[i];
      const bool child = rule.xml == InXml::element || rule.xml == InXml::repeated || rule.xml == InXml::wrapped;
      if (child && !rule.is_group() && rule.holds_in(minor_) && rule.name_in_xml() == name) return i;
    }
    return shape.rules.size();
  }

  void unknown(const rules::ShapeRules& shape, std::string_view name) {
    for (const auto& rule : shape.rules) {
      if (rule.name_in_xml() == name && !rule.is_group() && rule.xml != InXml::never && rule.from > minor_) {
        return complaints_.add(Code{"check_too_early"}, {shown(name), "1." + std::to_string(rule.from)});
      }
    }
    complaints_.add(Code{"check_not_allowed"}, {shown(name)});
  }

  void member(const Rule& rule, const Element& child) {
    const bool in_formulation = in_formulation_;
    if (rule.name == "formulation") in_formulation_ = true;
    if (rule.xml == InXml::wrapped) {
      std::size_t index = 0;
      for (const auto item : child.children()) {
        if (item.space() != child.space()) continue;
        complaints_.at_line(item.line());
        const Step step(complaints_, index++);
        if (item.name() != rule.item) {
          complaints_.add(Code{"check_not_allowed"}, {shown(item.name())});
        } else {
          single(rule, item);
        }
      }
      if (rule.not_empty && index == 0) complaints_.add(Code{"check_empty_list"});
    } else {
      single(rule, child);
    }
    in_formulation_ = in_formulation;
  }

  void single(const Rule& rule, const Element& child) {
    if (rule.is == Is::shape) {
      if (rule.shape != Shape::count) element(child, rule.shape);
      return;
    }
    check_text(rule, trim(child.text()), Notation::xml, minor_, complaints_);
  }

  void check_hash_length(const Element& element) {
    const auto digits = hash_digits(element.attribute("alg"));
    const auto content = trim(element.text());
    if (digits == 0 || content.size() == digits || form_complaint(rules::Form::hash, content, Notation::xml, minor_))
      return;
    complaints_.add(Code{"check_hash_length"}, {std::string(element.attribute("alg")), std::to_string(digits)});
  }

  void check_range(const Element& element) {
    const auto external = trim(element.attribute("isExternal"));
    if (element.child("versionRange") && external != "true" && external != "1") {
      complaints_.add_at("versionRange", Code{"check_needs_true"}, {"versionRange", "isExternal"});
    }
  }

  Minor minor_;
  Complaints& complaints_;
  References references_{};
  bool in_formulation_ = false;
};

}  // namespace

void check_cyclonedx_xml(const Element& root, Complaints& complaints) {
  complaints.at_line(root.line());
  auto version = root.space();
  if (!take_prefix(version, "http://cyclonedx.org/schema/bom/1.") || version.size() != 1 || version[0] < '0' ||
      version[0] > '0' + rules::newest) {
    return complaints.add(Code{"check_namespace"}, {shown(root.space())});
  }
  const auto minor = static_cast<Minor>(version[0] - '0');
  Walk walk(minor, complaints);
  walk.element(root, Shape::bom);
  if (const auto dependencies = root.child("dependencies")) walk.references(dependencies);
}

}  // namespace manara::formats
