/// Package URLs, "pkg:type/namespace/name@version?qualifiers#subpath" (purl-spec 1.0, ECMA-427): parse, check, build.
/// Types have rules of their own (purl_types.cpp): which parts they need or forbid, which of them have no case.
///
/// One deliberate difference from the type definitions: names of npm keep their case. "JSONStream" and "jsonstream" are
/// two packages, and the registry still serves both.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "versions/ecosystem.h"

namespace manara::versions {

struct Qualifier {
  std::string key;    ///< lower case
  std::string value;  ///< decoded; never empty
  bool operator==(const Qualifier&) const = default;
};

/// The parts, decoded and in the normal form of their type. "" for a part that is not there.
struct Purl {
  std::string type{};
  std::string namespace_{};  ///< segments joined by "/"
  std::string name{};
  std::string version{};
  std::vector<Qualifier> qualifiers{};  ///< sorted by key
  std::string subpath{};                ///< segments joined by "/", none of them "", "." or ".."
  bool operator==(const Purl&) const = default;

  /// The value of a qualifier; "" where there is none.
  [[nodiscard]] std::string_view qualifier(std::string_view key) const;
};

enum class Reading : std::uint8_t {
  strict,    ///< what the specification requires
  tolerant,  ///< what inventories contain: keys in upper case, a key twice (the first counts), stray "%", "%2F" between
             ///< segments, no namespace or qualifier where the type asks for one. What is kept is never guessed.
};

inline constexpr std::size_t max_purl_bytes = 64 << 10;

/// Errors: purl_not_a_purl, purl_too_long, purl_no_type, purl_bad_type, purl_no_name, purl_bad_escape, purl_not_utf8,
/// purl_slash_in_segment, purl_bad_qualifier, purl_repeated_qualifier, and those of the type's rules:
/// purl_namespace_missing, purl_namespace_not_allowed, purl_name_not_allowed, purl_version_not_allowed,
/// purl_qualifier_missing.
Result<Purl> parse_purl(std::string_view text, Reading reading = Reading::strict);

/// The canonical text of parts that need not be normal yet. Errors as parse_purl's, for parts that no purl can hold.
Result<std::string> build_purl(Purl purl);

/// The canonical text of any purl that can be read tolerantly.
Result<std::string> canonical_purl(std::string_view text);

/// What a purl identifies, in the words that advisories use.
struct PackageIdentity {
  const Ecosystem* ecosystem = nullptr;  ///< never null
  std::string name{};                    ///< folded (fold_name)
  std::string version{};                 ///< with the epoch joined to it (rpm); "" where the purl has none
  std::string release{};                 ///< of a distribution, normal form; "": not said
  std::string arch{};                    ///< "" where none is given; "source" and "src" mean the source package itself
  std::string module{};                  ///< rpm: module stream "nodejs:18"
  /// The source package, where the purl names one (`upstream=`, or arch=source). Version "": that of the binary.
  std::string source_name{};
  std::string source_version{};
  /// Go only: the module without the subpath. Some tools write the end of a module's path as the subpath, others a
  /// package inside the module, so a match on this name alone is not certain. "" where there is no doubt.
  std::string enclosing{};
};

/// nullopt: the type (or the distribution) is none of the table's ecosystems.
std::optional<PackageIdentity> identify(const Purl& purl);

}  // namespace manara::versions
