/// Versions whose scheme nobody named: numbers, and words that say which stage of a release they are.
#pragma once

#include "versions/steps.h"

namespace manara::versions {

/// Numbers and words in turn, in any separation (".", "-", "_", "+"), with a leading "v" allowed. A missing number is
/// zero. At one place, the lowest first: dev, alpha, beta, milestone, rc, the end, patch words, a letter after a number
/// ("1.0.2k"), a number.
class GenericReader {
 public:
  explicit GenericReader(std::string_view text);
  Step next();
  /// After the last step: whether every word was one that has a place.
  [[nodiscard]] bool well_formed() const { return well_formed_; }

 private:
  Step take_number();
  Step take_word();

  std::string_view rest_;
  std::string_view after_zeros_{};
  bool after_number_ = false;
  bool well_formed_;
};

bool is_generic(std::string_view text);

}  // namespace manara::versions
