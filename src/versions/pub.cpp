// Dart's pub (pub_semver): SemVer 2.0.0, but build metadata orders too: a release before the same with metadata, which
// is compared identifier by identifier as a pre-release is. "1.0.0-pre" < "1.0.0-pre+build" < "1.0.0" < "1.0.0+build".
#include "versions/orderings.h"
#include "versions/semver_reader.h"

namespace manara::versions {
namespace {

constexpr SemverDialect dialect{.numbers = 3, .word = Value::text, .build = true};

std::string_view without_v(std::string_view text) {
  take_char(text, 'v');
  return text;
}

class Reader : public SemverReader<dialect> {
 public:
  explicit Reader(std::string_view text) : SemverReader(without_v(text)) {}
};

bool valid(std::string_view text) {
  return is_semver(without_v(text), dialect);
}

}  // namespace

const Ordering pub = ordering_by_steps<Reader, valid>(Scheme::pub, "pub");

}  // namespace manara::versions
