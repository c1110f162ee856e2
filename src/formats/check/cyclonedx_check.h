/// The walk of a CycloneDX document along the table of rules, in either notation.
#pragma once

#include <string_view>
#include <unordered_set>

#include "formats/check/complaints.h"
#include "formats/check/forms.h"
#include "formats/check/rules.h"
#include "json/json.h"
#include "xml/xml.h"

namespace manara::formats {

void check_cyclonedx_json(const json::Value& root, Complaints& complaints);
void check_cyclonedx_xml(const xml::Element& root, Complaints& complaints);

/// The bom-refs of a document: each is unique, and `dependencies` point at nothing else. Formulations repeat theirs in
/// the specification's own examples, so what stands in one counts as defined and is not asked to be unique.
class References {
 public:
  void define(std::string_view reference, bool in_formulation, Complaints& complaints);
  /// Where complaints are now.
  void use(std::string_view reference, Complaints& complaints) const;

 private:
  std::unordered_set<std::string_view> unique_{}, repeated_{};
};

/// Which of a shape's rules were met, by their number in the table.
class Met {
 public:
  /// Whether it was met before.
  bool again(std::size_t rule) {
    const bool before = (bits_ >> rule & 1U) != 0;
    bits_ |= std::uint64_t{1} << rule;
    return before;
  }
  [[nodiscard]] bool has(std::size_t rule) const { return (bits_ >> rule & 1U) != 0; }

 private:
  std::uint64_t bits_ = 0;
};
inline constexpr std::size_t most_rules_of_a_shape = 64;

/// What is missing, too much or not allowed together, once all members were seen.
void check_members(const rules::ShapeRules& shape, const Met& met, rules::Minor minor, bool in_json,
                   Complaints& complaints);

/// A text where the rules want a word, a form, or (in XML) a number or a truth value.
void check_text(const rules::Rule& rule, std::string_view text, Notation notation, rules::Minor minor,
                Complaints& complaints);
void check_number(const rules::Rule& rule, double value, Complaints& complaints);

}  // namespace manara::formats
