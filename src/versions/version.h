/// Orderings of versions, one file each, behind one table. A text that is no version of its scheme is a named state
/// (`std::nullopt`, `Key::unparsable`), never "lowest": what can't be ordered is reported, not guessed.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace manara::versions {

/// The numbers are stored in index files: add at the end, never reorder.
enum class Scheme : std::uint8_t {
  semver = 0,     ///< SemVer 2.0.0: npm, Go (leading v), crates.io, Hex, Swift
  pep440 = 1,     ///< Python, PEP 440
  debian = 2,     ///< dpkg, deb-version(7)
  rpm = 3,        ///< rpm-version(7): [epoch:]version[-release]
  apk = 4,        ///< Alpine, apk-package(5)
  maven = 5,      ///< Maven ComparableVersion
  nuget = 6,      ///< NuGet: SemVer with a fourth number, without case
  gem = 7,        ///< RubyGems Gem::Version
  packagist = 8,  ///< Composer / PHP version_compare
  cran = 9,       ///< R package_version
  hackage = 10,   ///< Haskell PVP
  alpm = 11,      ///< Arch: vercmp(8)
  conan = 12,     ///< Conan 2
  dotted = 13,    ///< dotted numbers of any length (Windows builds), leading v allowed, nothing else
  generic = 14,   ///< best effort for what names no scheme (VERS "generic")
  pub = 15,       ///< Dart: SemVer, but build metadata orders
  gentoo = 16,    ///< Gentoo PMS
  nginx = 17,
  openssl = 18,   ///< 1.0.2zg < 1.1.1 < 3.0.0
  datetime = 19,  ///< RFC 3339
  lexicographic = 20,
  homebrew = 21,  ///< dotted, with _revision
};
inline constexpr std::size_t scheme_count = 22;

/// What came of making a key.
enum class Key : std::uint8_t {
  ok,          ///< the key was appended; keys of one scheme compare (memcmp, then length) as the versions do
  unparsable,  ///< not a version of this scheme; nothing was appended
  none,        ///< a version, but this scheme (or this version) has no order-preserving key: compare the texts
};

/// One ordering. Pure functions; every text up to 64 KiB is accepted without recursion, longer ones are unparsable.
struct Ordering {
  Scheme scheme;
  std::string_view name;  ///< VERS scheme name where one exists ("pypi", "deb", "apk", …)
  bool (*valid)(std::string_view version);
  /// Any two texts, without failing. For texts that are not valid it is what the scheme's own tool does with them, as
  /// lists of releases need it; it says nothing about ranges, so ask valid() (or append_key) first there. On valid
  /// texts it is a total order, with two exceptions that their files explain (alpm, conan).
  std::strong_ordering (*compare)(std::string_view a, std::string_view b);
  /// Order-preserving key, appended to `out`; nullptr where the ordering has none.
  Key (*append_key)(std::string_view version, std::string& out);
};

const Ordering& ordering(Scheme scheme);

/// By VERS scheme or purl type name in lower case ("pypi", "deb", "npm", "golang", …); nullptr if none is known, as for
/// VERS "none" and "all", which are no orderings.
const Ordering* find_ordering(std::string_view name);

/// nullopt: one of the two is no version of this scheme.
std::optional<std::strong_ordering> compare(Scheme scheme, std::string_view a, std::string_view b);
bool valid(Scheme scheme, std::string_view version);
Key append_key(Scheme scheme, std::string_view version, std::string& out);

inline constexpr std::size_t max_version_bytes = 64 << 10;

}  // namespace manara::versions
