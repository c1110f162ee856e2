#include "products/words.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "base/utf8.h"

namespace manara::products {
namespace {

constexpr char32_t drop = 0;

bool between(char32_t c, char32_t low, char32_t high) {
  return c >= low && c <= high;
}

bool is_blank(char32_t c) {
  return c <= 0x20 || c == 0x7f || c == 0xa0 || between(c, 0x2000, 0x200a) || c == 0x202f || c == 0x3000 ||
         c == 0x2022 || c == '|';
}

bool is_invisible(char32_t c) {
  return c == 0xad || c == 0x61c || between(c, 0x200b, 0x200f) || between(c, 0x202a, 0x202e) ||
         between(c, 0x2060, 0x206f) || c == 0xfeff || c == 0xae || c == 0x2122 || c == 0xa9 || c == 0x2120;
}

char32_t lower(char32_t c) {
  if (between(c, 'A', 'Z')) return c + 32;
  if (between(c, 0xc0, 0xde) && c != 0xd7) return c + 32;
  if (between(c, 0x391, 0x3a9) || between(c, 0x410, 0x42f)) return c + 32;
  if (between(c, 0x100, 0x177)) return c | 1;  // Latin Extended-A: capitals are even up to here, but for a few
  return c;
}

/// One character of a name as it is read; `drop`: not at all.
char32_t normalised(char32_t c) {
  if (is_blank(c)) return ' ';
  if (is_invisible(c)) return drop;
  if (c == '"' || c == 0x201c || c == 0x201d || c == 0xab || c == 0xbb) return drop;
  if (c == 0x2018 || c == 0x2019) return '\'';
  if (between(c, 0x2010, 0x2015) || c == 0x2212) return '-';
  if (c == '[') return '(';
  if (c == ']') return ')';
  if (between(c, 0x660, 0x669)) return '0' + (c - 0x660);
  if (between(c, 0x6f0, 0x6f9)) return '0' + (c - 0x6f0);
  return lower(c);
}

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t value) { out.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xc0 | (c >> 6));
    byte(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    byte(0xe0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3f));
    byte(0x80 | (c & 0x3f));
  } else {
    byte(0xf0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3f));
    byte(0x80 | ((c >> 6) & 0x3f));
    byte(0x80 | (c & 0x3f));
  }
}

std::string normalise(std::string_view name) {
  std::string text;
  text.reserve(name.size());
  while (!name.empty()) {
    if (const auto byte = static_cast<unsigned char>(name.front()); byte < 0x80) {  // nearly all of them
      if (const auto c = normalised(byte); c != drop) text.push_back(static_cast<char>(c));
      name.remove_prefix(1);
      continue;
    }
    const auto length = utf8_length(name);
    const auto c = length == 0 ? char32_t{0xfffd} : normalised(utf8_decode(name, length));
    if (c != drop) append_utf8(text, c);
    name.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return text;
}

/// Marks of trade that people write in ASCII.
bool take_mark(std::string_view& text) {
  return text.front() == '(' && (take_prefix(text, "(r)") || take_prefix(text, "(tm)") || take_prefix(text, "(c)"));
}

/// Whether the comma, semicolon or colon at the head of `rest` ends a word: "2019,1" is one word, "x64, fr" two.
bool ends_word(char c, char before, std::string_view rest) {
  if (c == ':') return rest.size() < 2 || rest[1] == ' ';
  if (c != ',' && c != ';') return false;
  return !is_digit(before) || rest.size() < 2 || !is_digit(rest[1]);
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
  const auto text = normalise(name);
  std::vector<std::string> words;
  words.reserve(12);
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  std::string_view rest = text;
  while (!rest.empty()) {
    if (words.size() > max_words) return {};
    if (take_mark(rest)) {
      finish();
      continue;
    }
    const char c = rest.front();
    if (c == ' ' || ends_word(c, word.empty() ? '\0' : word.back(), rest)) {
      finish();
    } else if (c == '(' || c == ')') {
      finish();
      words.emplace_back(1, c);
    } else {
      word.push_back(c);
    }
    rest.remove_prefix(1);
  }
  finish();
  if (words.size() > max_words) return {};
  return words;
}

bool is_number(std::string_view word) {
  return !word.empty() && word.size() <= 9 && std::all_of(word.begin(), word.end(), is_digit);
}

bool looks_like_version(std::string_view word) {
  if (word.size() > 64) return false;
  if (word.size() > 1 && word.front() == 'v') word.remove_prefix(1);
  if (word.size() > 2 && word.starts_with("go")) word.remove_prefix(2);  // the Go toolchain's "go1.20.4"
  if (word.empty() || !is_digit(word.front())) return false;
  std::size_t digits = 0;
  while (digits < word.size() && is_digit(word[digits]))
    ++digits;
  if (digits == word.size()) return digits <= 9;
  const auto plain = [](char c) { return is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '+'; };
  if (!std::all_of(word.begin(), word.end(), plain)) return false;
  if (word[digits] == '.') return true;
  // "8u361", "4rc1": a letter or two after the first number only where another number follows; not "3d", not "7-zip".
  return is_alpha(word[digits]) && is_digit(word.back()) && word.find_first_of("-_+.") == std::string_view::npos;
}

}  // namespace manara::products
