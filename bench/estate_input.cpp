#include <unordered_set>

#include "inputs.h"

namespace manara::bench {

std::vector<exposure::EstateComponent> make_estate(const Supply& supply, std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<exposure::EstateComponent> components;
  components.reserve(count);
  std::unordered_set<std::string> seen;
  seen.reserve(count * 2);
  std::string key;
  while (components.size() < count) {
    const auto& package = supply.draw_by_entries(random);
    exposure::EstateComponent component{std::string(package.ecosystem->name), package.release,
                                        versions::fold_name(*package.ecosystem, package.name),
                                        Supply::draw_version(package, random)};
    key.clear();
    for (const auto* part : {&component.ecosystem, &component.release, &component.name, &component.version})
      key.append(*part).push_back('\0');
    if (seen.insert(key).second) components.push_back(std::move(component));
  }
  return components;
}

}  // namespace manara::bench
