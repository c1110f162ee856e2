#include "formats/sbom/ownership.h"

#include <algorithm>
#include <iterator>

namespace manara::formats {
namespace {

constexpr std::string_view distribution_types[] = {"pkg:deb/", "pkg:rpm/", "pkg:apk/", "pkg:alpm/"};

bool is_of_a_distribution(const Component& component) {
  return std::ranges::any_of(distribution_types,
                             [&](std::string_view type) { return component.purl.starts_with(type); });
}

}  // namespace

void Ownership::apply(Inventory& inventory) const {
  if (owner_of_.empty()) return;
  std::unordered_map<std::string_view, std::size_t> distribution;
  for (std::size_t i = 0; i < inventory.components.size(); ++i) {
    const auto& component = inventory.components[i];
    if (is_of_a_distribution(component)) distribution.emplace(component.reference, i);
  }
  for (auto& component : inventory.components) {
    const auto owner = owner_of_.find(component.reference);
    if (owner == owner_of_.end() || is_of_a_distribution(component)) continue;
    const auto package = distribution.find(owner->second);
    if (package != distribution.end()) component.owned_by = inventory.components[package->second].name;
  }
}

}  // namespace manara::formats
