/// Versions that are numbers and nothing else: CRAN, Hackage, nginx, builds of Windows.
#pragma once

#include "versions/steps.h"

namespace manara::versions {

enum class Missing : std::uint8_t {
  lower,  ///< "1.0" < "1.0.0"
  zero,   ///< "1.0" = "1.0.0"
};

/// Numbers with one of `separators` between two; nothing before, after or twice. Not longer than a version may be.
bool is_numbers(std::string_view text, std::string_view separators);

/// Without the zeros that a missing number stands for: "1.0.0" is "1". The first number stays.
std::string_view without_trailing_zeros(std::string_view numbers);

template <Missing missing>
class NumbersReader {
 public:
  explicit NumbersReader(std::string_view text)
      : rest_(missing == Missing::zero ? without_trailing_zeros(text) : text) {}

  Step next() {
    if (rest_.empty()) return {.rank = 1};
    const auto digits = take_digits(rest_);
    if (!rest_.empty()) rest_.remove_prefix(1);
    return {.rank = 2, .value = Value::number, .text = digits};
  }

 private:
  std::string_view rest_;
};

}  // namespace manara::versions
