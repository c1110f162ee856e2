#include "versions/version.h"

#include <array>

#include "versions/orderings.h"

namespace manara::versions {
namespace {

/// One line an ordering.
constexpr std::array orderings{
    &pep440,
};

}  // namespace

const Ordering& ordering(Scheme scheme) {
  for (const auto* row : orderings) {
    if (row->scheme == scheme) return *row;
  }
  return *orderings.front();
}

const Ordering* find_ordering(std::string_view name) {
  for (const auto* row : orderings) {
    if (row->name == name) return row;
  }
  return nullptr;
}

bool valid(Scheme scheme, std::string_view version) { return ordering(scheme).valid(version); }

std::optional<std::strong_ordering> compare(Scheme scheme, std::string_view a, std::string_view b) {
  const auto& rules = ordering(scheme);
  if (!rules.valid(a) || !rules.valid(b)) return std::nullopt;
  return rules.compare(a, b);
}

Key append_key(Scheme scheme, std::string_view version, std::string& out) {
  const auto& rules = ordering(scheme);
  if (rules.append_key != nullptr) return rules.append_key(version, out);
  return rules.valid(version) ? Key::none : Key::unparsable;
}

}  // namespace manara::versions
