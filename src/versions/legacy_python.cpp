// The old sort key, setuptools' parse_version up to 2014 ("pkg_resources", 8.0): the text is split into runs of digits,
// runs of letters, dots, hyphens and runs of anything else; dots vanish; numbers are padded to eight digits and
// compared as text; words get a "*" before them, so that they sort before digits; "*final" is put at the end.
#include "versions/legacy_python.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/strings.h"
#include "versions/key.h"

namespace manara::versions {
namespace {

std::string_view take_other(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && !is_alnum(text[count]) && text[count] != '.' && text[count] != '-')
    ++count;
  const auto taken = text.substr(0, count);
  text.remove_prefix(count);
  return taken;
}

std::string padded(std::string_view digits) {
  std::string number(digits.size() < 8 ? 8 - digits.size() : 0, '0');
  return number.append(digits);
}

std::string word_part(std::string_view word) {
  const auto name = to_lower(word);
  if (name == "pre" || name == "preview" || name == "rc") return "*c";
  return name == "dev" ? "*@" : "*" + name;
}

void add_word(std::vector<std::string>& parts, std::string part) {
  // A pre-release takes back the hyphen before it ("1.0-rc1" is "1.0rc1"); any word the zeros ("1.0-a" is "1-a").
  if (part < "*final") {
    while (!parts.empty() && parts.back() == "*final-")
      parts.pop_back();
  }
  while (!parts.empty() && parts.back() == "00000000")
    parts.pop_back();
  parts.push_back(std::move(part));
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    if (const auto digits = take_digits(text); !digits.empty()) {
      parts.push_back(padded(digits));
    } else if (const auto letters = take_letters(text); !letters.empty()) {
      add_word(parts, word_part(letters));
    } else if (take_char(text, '-')) {
      add_word(parts, "*final-");
    } else if (!take_char(text, '.')) {
      add_word(parts, word_part(take_other(text)));
    }
  }
  add_word(parts, "*final");
  return parts;
}

}  // namespace

std::strong_ordering compare_legacy_python(std::string_view a, std::string_view b) {
  const auto x = parts_of(a);
  const auto y = parts_of(b);
  return std::lexicographical_compare_three_way(x.begin(), x.end(), y.begin(), y.end());
}

}  // namespace manara::versions
