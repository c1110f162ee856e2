#include "versions/version.h"

#include <algorithm>
#include <array>

#include "versions/orderings.h"

namespace manara::versions {
namespace {

/// One line an ordering, in the order of Scheme.
constexpr std::array<const Ordering*, scheme_count> orderings{
    &semver, &pep440, &debian, &rpm,     &apk, &maven,  &nuget, &gem,     &packagist, &cran,          &hackage,
    &alpm,   &conan,  &dotted, &generic, &pub, &gentoo, &nginx, &openssl, &datetime,  &lexicographic, &homebrew,
};

struct Name {
  std::string_view text;
  Scheme scheme;
};

/// VERS schemes, purl types and the names that people give them, sorted.
constexpr std::array names{
    Name{"alpine", Scheme::apk},
    Name{"alpm", Scheme::alpm},
    Name{"apk", Scheme::apk},
    Name{"arch", Scheme::alpm},
    Name{"brew", Scheme::homebrew},
    Name{"cargo", Scheme::semver},
    Name{"composer", Scheme::packagist},
    Name{"conan", Scheme::conan},
    Name{"cran", Scheme::cran},
    Name{"datetime", Scheme::datetime},
    Name{"deb", Scheme::debian},
    Name{"debian", Scheme::debian},
    Name{"dotted", Scheme::dotted},
    Name{"ebuild", Scheme::gentoo},
    Name{"gem", Scheme::gem},
    Name{"generic", Scheme::generic},
    Name{"gentoo", Scheme::gentoo},
    Name{"golang", Scheme::semver},
    Name{"hackage", Scheme::hackage},
    Name{"hex", Scheme::semver},
    Name{"homebrew", Scheme::homebrew},
    Name{"intdot", Scheme::dotted},
    Name{"lexicographic", Scheme::lexicographic},
    Name{"maven", Scheme::maven},
    Name{"nginx", Scheme::nginx},
    Name{"npm", Scheme::semver},
    Name{"nuget", Scheme::nuget},
    Name{"openssl", Scheme::openssl},
    Name{"packagist", Scheme::packagist},
    Name{"pub", Scheme::pub},
    Name{"pypi", Scheme::pep440},
    Name{"rpm", Scheme::rpm},
    Name{"semver", Scheme::semver},
    Name{"swift", Scheme::semver},
};
static_assert(std::ranges::is_sorted(names, {}, &Name::text));

}  // namespace

const Ordering& ordering(Scheme scheme) {
  const auto index = static_cast<std::size_t>(scheme);
  return *orderings[index < scheme_count ? index : static_cast<std::size_t>(Scheme::generic)];
}

const Ordering* find_ordering(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(names, name, {}, &Name::text);
  return found != names.end() && found->text == name ? &ordering(found->scheme) : nullptr;
}

bool valid(Scheme scheme, std::string_view version) {
  return ordering(scheme).valid(version);
}

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
