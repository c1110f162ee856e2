// Haskell's Package Versioning Policy and Data.Version: numbers between dots, compared as lists ("1.0" < "1.0.0"). Tags
// ("1.0-beta") have been ignored by tools since Cabal 1.x and order nothing: no version here.
#include "versions/numbers.h"
#include "versions/orderings.h"

namespace manara::versions {
namespace {

bool valid(std::string_view text) {
  return is_numbers(text, ".");
}

}  // namespace

const Ordering hackage = ordering_by_steps<NumbersReader<Missing::lower>, valid>(Scheme::hackage, "hackage");

}  // namespace manara::versions
