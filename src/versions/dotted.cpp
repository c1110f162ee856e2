// Dotted numbers of any length, as builds of Windows and most vendors' versions are ("10.0.19045.3693"), and VERS
// "intdot". A missing number is zero; a leading v is allowed; anything else is no version, because what a letter means
// is each vendor's own.
#include "versions/numbers.h"
#include "versions/orderings.h"

namespace manara::versions {
namespace {

std::string_view without_v(std::string_view text) {
  return !text.empty() && to_lower(text.front()) == 'v' ? text.substr(1) : text;
}

class DottedReader : public NumbersReader<Missing::zero> {
 public:
  explicit DottedReader(std::string_view text) : NumbersReader(without_v(text)) {}
};

bool valid(std::string_view text) {
  return is_numbers(without_v(text), ".");
}

}  // namespace

const Ordering dotted = ordering_by_steps<DottedReader, valid>(Scheme::dotted, "intdot");

}  // namespace manara::versions
