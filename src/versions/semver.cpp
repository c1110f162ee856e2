// SemVer 2.0.0, section 11, for npm, Go, crates.io, Hex and Swift. Build metadata does not order. Accepted beyond the
// standard, because registries and advisories hold them: a leading "v" (Go writes nothing else) or "=" (npm's loose
// mode), missing second and third numbers (zero), leading zeros. Go's pseudo-versions (v0.0.0-20200101000000-<commit>)
// are SemVer pre-releases and order by their date.
#include "versions/orderings.h"
#include "versions/semver_reader.h"

namespace manara::versions {
namespace {

constexpr SemverDialect dialect{.numbers = 3, .word = Value::text, .build = false};

std::string_view without_lead(std::string_view text) {
  take_char(text, '=');
  if (!text.empty() && to_lower(text.front()) == 'v') text.remove_prefix(1);
  return text;
}

class Reader : public SemverReader<dialect> {
 public:
  explicit Reader(std::string_view text) : SemverReader(without_lead(text)) {}
};

bool valid(std::string_view text) {
  return is_semver(without_lead(text), dialect);
}

}  // namespace

const Ordering semver = ordering_by_steps<Reader, valid>(Scheme::semver, "semver");

}  // namespace manara::versions
