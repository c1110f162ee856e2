// Python versions, PEP 440 ("Version Identification and Dependency Specification"):
// [N!]N(.N)*[{a|b|rc}N][.postN][.devN]
// [+local], with the spellings that its appendix B accepts. The order is that of the appendix's sort key.
#include <array>

#include "base/strings.h"
#include "versions/key.h"
#include "versions/legacy_python.h"
#include "versions/numbers.h"
#include "versions/orderings.h"

namespace manara::versions {
namespace {

constexpr char minus_infinity = 0x00;
constexpr char plus_infinity = 0x7f;

struct Pep440 {
  std::string_view epoch{};
  std::string_view release{};  // numbers and dots
  char pre = 0;                // 1 a, 2 b, 3 rc; 0 none
  std::string_view pre_number{};
  bool has_post = false;
  std::string_view post_number{};
  bool has_dev = false;
  std::string_view dev_number{};
  std::string_view local{};  // without its "+"
};

bool is_separator(char c) {
  return c == '.' || c == '-' || c == '_';
}

/// Takes one of `words` (case does not matter), with an optional separator before it, and its number, which may have a
/// separator of its own. The text is left alone when none fits.
struct Word {
  std::string_view spelling;
  char rank;
};
template <std::size_t N>
char take_word(std::string_view& text, const std::array<Word, N>& words, std::string_view& number) {
  auto rest = text;
  if (!rest.empty() && is_separator(rest.front())) rest.remove_prefix(1);
  for (const auto& word : words) {
    if (rest.size() < word.spelling.size() || !iequals(rest.substr(0, word.spelling.size()), word.spelling)) continue;
    rest.remove_prefix(word.spelling.size());
    auto after = rest;
    if (!after.empty() && is_separator(after.front())) after.remove_prefix(1);
    number = take_digits(after);
    text = number.empty() ? rest : after;
    return word.rank;
  }
  return 0;
}

// Longer spellings first: "alpha" before "a".
constexpr std::array<Word, 8> pre_words{
    {{"alpha", 1}, {"beta", 2}, {"preview", 3}, {"pre", 3}, {"rc", 3}, {"a", 1}, {"b", 2}, {"c", 3}}};
constexpr std::array<Word, 3> post_words{{{"post", 1}, {"rev", 1}, {"r", 1}}};
constexpr std::array<Word, 1> dev_words{{{"dev", 1}}};

bool take_release(std::string_view& text, Pep440& version) {
  auto rest = text;
  auto first = take_digits(rest);
  if (!first.empty() && take_char(rest, '!')) {
    version.epoch = first;
    text = rest;
    first = take_digits(rest);
  }
  if (first.empty()) return false;
  while (rest.size() > 1 && rest.front() == '.' && is_digit(rest[1])) {
    rest.remove_prefix(1);
    take_digits(rest);
  }
  version.release = text.substr(0, text.size() - rest.size());
  text = rest;
  return true;
}

std::string_view take_local_part(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_alnum(text[count]))
    ++count;
  const auto part = text.substr(0, count);
  text.remove_prefix(count);
  return part;
}

bool take_local(std::string_view text, Pep440& version) {
  if (text.empty()) return true;
  if (!take_char(text, '+')) return false;
  version.local = text;
  for (;;) {
    if (take_local_part(text).empty()) return false;
    if (text.empty()) return true;
    if (!is_separator(text.front())) return false;
    text.remove_prefix(1);
  }
}

bool parse(std::string_view text, Pep440& version) {
  if (text.size() > max_version_bytes) return false;
  text = trim(text);
  if (!text.empty() && to_lower(text.front()) == 'v') text.remove_prefix(1);
  if (!take_release(text, version)) return false;
  version.pre = take_word(text, pre_words, version.pre_number);
  if (text.size() > 1 && text.front() == '-' && is_digit(text[1])) {  // "1.0-1" is the old spelling of post 1
    text.remove_prefix(1);
    version.has_post = true;
    version.post_number = take_digits(text);
  } else {
    version.has_post = take_word(text, post_words, version.post_number) != 0;
  }
  version.has_dev = take_word(text, dev_words, version.dev_number) != 0;
  return take_local(text, version);
}

void append_local(std::string& key, std::string_view local) {
  while (!local.empty()) {
    const auto part = take_local_part(local);
    if (!local.empty()) local.remove_prefix(1);
    if (is_number(part)) {
      key.push_back(2);  // numbers after words
      append_number(key, part);
    } else {
      key.push_back(1);
      for (const char c : part)
        key.push_back(to_lower(c));
      key.push_back('\0');
    }
  }
  key.push_back('\0');
}

Key append_key(std::string_view text, std::string& out) {
  Pep440 version;
  if (!parse(text, version)) return Key::unparsable;
  append_number(out, version.epoch);
  auto release = without_trailing_zeros(version.release);
  while (!release.empty()) {
    out.push_back(2);
    append_number(out, take_digits(release));
    if (!release.empty()) release.remove_prefix(1);
  }
  out.push_back(1);
  if (version.pre != 0) {
    out.push_back(version.pre);
    append_number(out, version.pre_number);
  } else {
    // 1.0.dev1 comes before 1.0a1; 1.0 and 1.0.post1 after 1.0rc1.
    out.push_back(version.has_dev && !version.has_post ? minus_infinity : plus_infinity);
  }
  out.push_back(version.has_post ? 1 : minus_infinity);
  if (version.has_post) append_number(out, version.post_number);
  out.push_back(version.has_dev ? 1 : plus_infinity);
  if (version.has_dev) append_number(out, version.dev_number);
  append_local(out, version.local);
  return Key::ok;
}

bool valid(std::string_view text) {
  std::string key;
  return append_key(text, key) == Key::ok;
}

std::strong_ordering compare(std::string_view a, std::string_view b) {
  std::string key_a;
  std::string key_b;
  const bool valid_a = append_key(a, key_a) == Key::ok;
  const bool valid_b = append_key(b, key_b) == Key::ok;
  if (valid_a != valid_b) return valid_a <=> valid_b;
  return valid_a ? key_a <=> key_b : compare_legacy_python(a, b);
}

}  // namespace

const Ordering pep440{Scheme::pep440, "pypi", valid, compare, append_key};

}  // namespace manara::versions
