/// VERS, the version range specifier "vers:type/>=1.0|<2.0" (package-url.github.io/vers-spec): parse, canonical form,
/// check, containment. A range is a list of signposts on one line of versions; "|" is neither "and" nor "or".
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manara::versions {

/// In the order in which constraints of one version are sorted.
enum class Comparator : std::uint8_t { not_equal, less, less_equal, equal, greater, greater_equal };

struct Constraint {
  Comparator comparator = Comparator::equal;
  std::string version{};  ///< decoded
  bool operator==(const Constraint&) const = default;
};

struct Vers {
  std::string type{};                     ///< "npm", "deb", "semver", …
  bool any = false;                       ///< "*": every version (of type "none": no version); no constraints then
  std::vector<Constraint> constraints{};  ///< sorted by version, where the versions can be compared
  bool operator==(const Vers&) const = default;
};

inline constexpr std::size_t max_vers_bytes = 256 << 10;

/// Reads a canonical range and nothing else, as the specification asks of a parser. A version that its type can't read
/// is accepted (the specification knows no other), its place in the order is then not checked.
/// Errors: vers_not_vers, vers_too_long, vers_bad_type, vers_reserved_type, vers_no_constraint, vers_whitespace,
/// vers_empty_constraint, vers_star_not_alone, vers_star_only, vers_equals_sign, vers_no_version, vers_bad_escape,
/// vers_not_canonical, vers_bad_datetime, vers_not_sorted, vers_repeated_version, vers_bad_sequence.
Result<Vers> parse_vers(std::string_view text);

/// Reads ranges as documents contain them: blanks, "=", surplus pipes and any order are accepted, repeated versions
/// kept; the result is sorted. Errors: those of parse_vers that leave no range.
Result<Vers> read_vers(std::string_view text);

std::string to_string(const Vers& range);

/// The text of any range that can be read, sorted and escaped. Nothing is simplified.
Result<std::string> canonical_vers(std::string_view text);

/// Whether the version is inside. nullopt: the type has no ordering that we know, or a version can't be read.
std::optional<bool> contains(const Vers& range, std::string_view version);

/// Orders two versions of a VERS type; nullopt as above.
std::optional<std::strong_ordering> compare_versions(std::string_view type, std::string_view a, std::string_view b);

/// Sorts the constraints by version, and those of one version by comparator; leaves them alone where one of the
/// versions can't be read.
void sort_constraints(Vers& range);

}  // namespace manara::versions
