#include "formats/check/rules.h"

#include <array>

namespace manara::formats::rules {

const ShapeRules& rules_of(Shape shape) {
  static const auto table = [] {
    std::array<ShapeRules, static_cast<std::size_t>(Shape::count) + 1> all{};
    for (std::size_t i = 0; i < static_cast<std::size_t>(Shape::count); ++i) {
      for (const auto part : {document_rules, component_rules, service_rules, vulnerability_rules, model_rules,
                              formulation_rules, declaration_rules, crypto_rules}) {
        if (const auto found = part(static_cast<Shape>(i)); !found.rules.empty()) all[i] = found;
      }
    }
    all.back().closed_from = never;  // Shape::count: any object
    return all;
  }();
  return table[static_cast<std::size_t>(shape)];
}

}  // namespace manara::formats::rules
