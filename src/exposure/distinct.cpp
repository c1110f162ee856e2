// A table of numbers that is probed in place: a set of keys, each put together as a text, took a tenth of a big scan.
#include "exposure/distinct.h"

#include <array>
#include <bit>
#include <functional>
#include <string_view>

namespace manara::exposure {
namespace {

constexpr std::uint32_t free_slot = 0xffffffffU;

constexpr std::array members{&Component::purl,      &Component::name,    &Component::version,
                             &Component::vendor,    &Component::product, &Component::product_version,
                             &Component::ecosystem, &Component::release, &Component::arch,
                             &Component::module,    &Component::host};

bool same(const Component& a, const Component& b) {
  for (const auto member : members) {
    if (a.*member != b.*member) return false;
  }
  return a.source == b.source && a.cpes == b.cpes && a.owned_by.empty() == b.owned_by.empty();
}

/// What differs between most components; the rest is left to same().
std::size_t hash_of(const Component& component) {
  std::size_t hash = 0;
  for (const auto* part : {&component.purl, &component.name, &component.version, &component.host})
    hash = std::rotl(hash, 7) ^ std::hash<std::string_view>{}(*part);
  return hash;
}

}  // namespace

std::vector<std::uint32_t> distinct_components(std::span<const Component> components, References references) {
  const auto equal = [references](const Component& a, const Component& b) {
    return same(a, b) && (references == References::ignored || a.reference == b.reference);
  };
  std::vector<std::uint32_t> slots(std::bit_ceil(components.size() * 2 + 1), free_slot);
  const auto mask = slots.size() - 1;
  std::vector<std::uint32_t> distinct;
  distinct.reserve(components.size());
  for (std::uint32_t number = 0; number < components.size(); ++number) {
    auto slot = hash_of(components[number]) & mask;
    while (slots[slot] != free_slot && !equal(components[slots[slot]], components[number]))
      slot = (slot + 1) & mask;
    if (slots[slot] != free_slot) continue;
    slots[slot] = number;
    distinct.push_back(number);
  }
  return distinct;
}

}  // namespace manara::exposure
