// NuGet ("Package versioning", learn.microsoft.com): SemVer 2.0.0 with a fourth number for old packages, missing
// numbers zero ("1.0" = "1.0.0.0"), pre-releases without case, build metadata without meaning.
#include "versions/orderings.h"
#include "versions/semver_reader.h"

namespace manara::versions {
namespace {

constexpr SemverDialect dialect{.numbers = 4, .word = Value::folded, .build = false};

bool valid(std::string_view text) {
  return is_semver(text, dialect);
}

}  // namespace

const Ordering nuget = ordering_by_steps<SemverReader<dialect>, valid>(Scheme::nuget, "nuget");

}  // namespace manara::versions
