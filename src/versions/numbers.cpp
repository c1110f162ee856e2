#include "versions/numbers.h"

namespace manara::versions {

bool is_numbers(std::string_view text, std::string_view separators) {
  if (text.size() > max_version_bytes) return false;
  for (;;) {
    if (take_digits(text).empty()) return false;
    if (text.empty()) return true;
    if (separators.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
  }
}

std::string_view without_trailing_zeros(std::string_view numbers) {
  for (;;) {
    const auto last = numbers.find_last_not_of('0');
    // "1.0": the zeros are a number of their own. "10", "1.10" and "00" stay.
    if (last == std::string_view::npos || last + 1 == numbers.size() || numbers[last] != '.') return numbers;
    numbers = numbers.substr(0, last);
  }
}

}  // namespace manara::versions
