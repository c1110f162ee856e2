// nginx numbers its releases with three numbers and nothing else; advisories say "1.5.0+, 1.4.1+", where a branch is
// the first two. A missing number is zero.
#include "versions/numbers.h"
#include "versions/orderings.h"

namespace manara::versions {
namespace {

bool valid(std::string_view text) {
  return is_numbers(text, ".");
}

}  // namespace

const Ordering nginx = ordering_by_steps<NumbersReader<Missing::zero>, valid>(Scheme::nginx, "nginx");

}  // namespace manara::versions
