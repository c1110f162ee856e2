#include "versions/key.h"

#include "base/strings.h"

namespace manara::versions {
namespace {

std::string_view without_leading_zeros(std::string_view digits) {
  const auto first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view{} : digits.substr(first);
}

}  // namespace

bool append_number(std::string& key, std::string_view digits) {
  const auto number = without_leading_zeros(digits);
  if (number.size() > 250) return false;
  key.push_back(static_cast<char>(number.size()));
  key.append(number);
  return true;
}

std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const auto digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

int compare_numbers(std::string_view a, std::string_view b) {
  a = without_leading_zeros(a);
  b = without_leading_zeros(b);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

}  // namespace manara::versions
