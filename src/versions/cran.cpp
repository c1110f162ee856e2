// R, ?package_version: "a sequence of at least one non-negative integers, separated by . or -", compared number by
// number; of two that are equal so far the longer is greater ("0.1.0" < "0.1.0.0").
#include "versions/numbers.h"
#include "versions/orderings.h"

namespace manara::versions {
namespace {

bool valid(std::string_view text) {
  return is_numbers(text, ".-");
}

}  // namespace

const Ordering cran = ordering_by_steps<NumbersReader<Missing::lower>, valid>(Scheme::cran, "cran");

}  // namespace manara::versions
