#include "versions/key.h"

#include <algorithm>

#include "base/strings.h"
#include "versions/version.h"

namespace manara::versions {
namespace {

// A length below this takes one byte; this byte announces three more, which sorts after all of them.
constexpr std::size_t long_number = 250;

std::string_view without_leading_zeros(std::string_view digits) {
  const auto first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view{} : digits.substr(first);
}

template <class Test>
std::string_view take_while(std::string_view& text, Test test) {
  std::size_t count = 0;
  while (count < text.size() && test(text[count]))
    ++count;
  const auto taken = text.substr(0, count);
  text.remove_prefix(count);
  return taken;
}

}  // namespace

void append_number(std::string& key, std::string_view digits) {
  const auto number = without_leading_zeros(digits);
  if (number.size() < long_number) {
    key.push_back(static_cast<char>(number.size()));
  } else {
    key.push_back(static_cast<char>(long_number));
    append_count(key, static_cast<std::uint32_t>(number.size()));
  }
  key.append(number);
}

void append_count(std::string& key, std::uint32_t count) {
  key.push_back(static_cast<char>((count >> 16) & 0xff));
  key.push_back(static_cast<char>((count >> 8) & 0xff));
  key.push_back(static_cast<char>(count & 0xff));
}

std::string_view take_digits(std::string_view& text) {
  return take_while(text, [](char c) { return is_digit(c); });  // a lambda is inlined, a function's name is not
}

std::string_view take_letters(std::string_view& text) {
  return take_while(text, [](char c) { return is_alpha(c); });
}

int compare_numbers(std::string_view a, std::string_view b) {
  a = without_leading_zeros(a);
  b = without_leading_zeros(b);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return is_digit(c); });
}

bool is_zero(std::string_view digits) {
  return without_leading_zeros(digits).empty();
}

bool is_made_of(std::string_view text, std::string_view others) {
  if (text.empty() || text.size() > max_version_bytes) return false;
  return std::ranges::all_of(text,
                             [others](char c) { return is_alnum(c) || std::ranges::find(others, c) != others.end(); });
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return is_digit(c); });
}

}  // namespace manara::versions
