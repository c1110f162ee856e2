// Looking up a decision is reading a number in a mixed radix: each value is a digit, the decision stands at that place.
#include "scoring/ssvc.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/strings.h"

namespace manara::scoring {
namespace {

bool same_value(std::string_view given, std::string_view value) {
  // CISA's container in CVE records shortens this one: "Exploitation": "poc".
  return iequals(given, value) || (value == "public poc" && iequals(given, "poc"));
}

/// The name with the version as file names carry it: "cisa_bod_26_04_1_0_0".
std::string with_version(const DecisionTable& table) {
  std::string name(table.name);
  name.append("_").append(table.version);
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

std::string_view yes_no(bool value) {
  return value ? "yes" : "no";
}

}  // namespace

std::optional<std::string_view> DecisionTable::evaluate(std::span<const std::string_view> values) const {
  if (values.size() != points.size()) return std::nullopt;
  std::size_t place = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& known = points[i].values;
    const auto found = std::ranges::find_if(known, [&](std::string_view v) { return same_value(values[i], v); });
    if (found == known.end()) return std::nullopt;
    place = place * known.size() + static_cast<std::size_t>(found - known.begin());
  }
  return outcome.values[static_cast<std::size_t>(outcomes[place] - '0')];
}

const DecisionTable* find_decision_table(std::string_view name) {
  for (const auto& table : decision_tables())
    if (iequals(name, table.name) || iequals(name, with_version(table))) return &table;
  return nullptr;
}

Timeline bod_26_04_timeline(const Bod2604Facts& facts) {
  static const DecisionTable& table = *find_decision_table("cisa_bod_26_04");
  const std::array<std::string_view, 4> values{yes_no(facts.in_kev), yes_no(facts.publicly_exposed),
                                               yes_no(facts.automatable),
                                               facts.total_technical_impact ? "total" : "partial"};
  const auto label = *table.evaluate(values);
  auto rest = label;  // "3 days & forensic investigation" begins with its days
  const auto days = parse_unsigned(rest.substr(0, rest.find(' ')));
  if (!days) return {label, std::nullopt};
  return {label, static_cast<std::int32_t>(*days)};
}

}  // namespace manara::scoring
