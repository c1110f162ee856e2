#include "versions/version.h"

#include <array>
#include <doctest/doctest.h>

using namespace manara::versions;

TEST_CASE("every scheme has its own row") {
  for (std::size_t i = 0; i < scheme_count; ++i) {
    const auto scheme = static_cast<Scheme>(i);
    CAPTURE(i);
    CHECK(ordering(scheme).scheme == scheme);
    CHECK(find_ordering(ordering(scheme).name) == &ordering(scheme));
  }
}

TEST_CASE("orderings are found by VERS scheme, purl type and what people call them") {
  struct Case {
    std::string_view name;
    Scheme scheme;
  };
  constexpr std::array cases{
      Case{"npm", Scheme::semver},    Case{"golang", Scheme::semver}, Case{"cargo", Scheme::semver},
      Case{"hex", Scheme::semver},    Case{"swift", Scheme::semver},  Case{"semver", Scheme::semver},
      Case{"pypi", Scheme::pep440},   Case{"deb", Scheme::debian},    Case{"rpm", Scheme::rpm},
      Case{"apk", Scheme::apk},       Case{"alpine", Scheme::apk},    Case{"composer", Scheme::packagist},
      Case{"alpm", Scheme::alpm},     Case{"arch", Scheme::alpm},     Case{"gentoo", Scheme::gentoo},
      Case{"ebuild", Scheme::gentoo}, Case{"intdot", Scheme::dotted}, Case{"generic", Scheme::generic},
      Case{"brew", Scheme::homebrew}};
  for (const auto& each : cases) {
    CAPTURE(each.name);
    const auto* found = find_ordering(each.name);
    REQUIRE(found != nullptr);
    CHECK(found->scheme == each.scheme);
  }
  for (const char* name : {"", "none", "all", "NPM", "a", "zzz"})
    CHECK(find_ordering(name) == nullptr);
}

TEST_CASE("no scheme but lexicographic takes a word for a version") {
  for (std::size_t i = 0; i < scheme_count; ++i) {
    const auto scheme = static_cast<Scheme>(i);
    if (scheme == Scheme::lexicographic) continue;
    CAPTURE(ordering(scheme).name);
    for (const std::string_view text :
         {"",     " ",    "(devel)", "devel", "latest", "unknown", "master", "HEAD",  "n/a",  "N/A",
          "none", "null", "*",       "-",     ".",      "0:",      "1.0\n2", "1.0 2", "\xff", "unspecified"}) {
      CAPTURE(text);
      CHECK_FALSE(valid(scheme, text));
    }
    const std::string with_zero("1.0\0.1", 6);
    CHECK_FALSE(valid(scheme, with_zero));
  }
}

TEST_CASE("a version longer than the limit is none, in every scheme") {
  const std::string longest(max_version_bytes, '1');
  const std::string longer(max_version_bytes + 1, '1');
  for (std::size_t i = 0; i < scheme_count; ++i) {
    const auto scheme = static_cast<Scheme>(i);
    CAPTURE(ordering(scheme).name);
    CHECK_FALSE(valid(scheme, longer));
    CHECK(valid(scheme, longest) == (scheme != Scheme::datetime));
  }
}
