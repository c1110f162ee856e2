#include "text/search.h"

#include <algorithm>

#include "base/strings.h"
#include "base/utf8.h"
#include "text/fold.h"

namespace manara::text {
namespace {

/// Of a word of many parts (an address of the Web) the first beginnings do.
constexpr std::size_t most_beginnings = 8;
/// What is left of an Arabic word has three letters, as its root has: ولد is no "and" before لد.
constexpr std::size_t least_letters = 3;
constexpr std::size_t letter_bytes = 2;  // of the Arabic block in UTF-8

constexpr std::string_view article = "ال", for_the = "لل";
constexpr std::string_view before[] = {"و", "ف", "ب", "ل"};

bool is_arabic(std::string_view word) {
  // U+0600–U+06FF: D8 80 … DB BF.
  const auto first = word.empty() ? 0U : static_cast<unsigned char>(word.front());
  return first >= 0xd8 && first <= 0xdb;
}

bool drop(std::string_view& word, std::string_view prefix) {
  if (word.size() < prefix.size() + least_letters * letter_bytes) return false;
  return take_prefix(word, prefix);
}

/// The forms of one word, each once.
class Forms {
 public:
  explicit Forms(std::string& out) : out_(out), begin_(out.size()) {}

  void add(std::string_view form) {
    if (form.empty() || has(form)) return;
    if (!out_.empty()) out_.push_back(' ');
    out_ += form;
  }
  /// And without what is written together with it.
  void add_arabic(std::string_view word) {
    add(word);
    if (!is_arabic(word)) return;
    auto bare = word;
    if (drop(bare, article) || drop(bare, for_the)) return add(bare);
    for (const auto prefix : before) {
      auto rest = word;
      if (!drop(rest, prefix)) continue;
      add(rest);
      if (drop(rest, article) || drop(rest, for_the)) add(rest);
    }
  }

 private:
  [[nodiscard]] bool has(std::string_view form) const {
    const auto forms = split(std::string_view(out_).substr(begin_), ' ');
    return std::ranges::find(forms, form) != forms.end();
  }
  std::string& out_;
  std::size_t begin_;
};

/// Letters and digits of ASCII, and whatever is no ASCII.
bool is_in_word(char c) {
  return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string search_words(std::string_view text) {
  const auto folded = fold_for_search(text);
  std::string out;
  for (const auto word : split(folded, ' ')) {
    Forms forms(out);
    forms.add_arabic(word);
    std::size_t beginnings = 0;
    for (std::size_t at = 1; at < word.size() && beginnings < most_beginnings; ++at) {
      if (is_in_word(word[at - 1]) || !is_in_word(word[at])) continue;
      forms.add_arabic(word.substr(at));
      ++beginnings;
    }
  }
  return out;
}

std::vector<std::string> typed_words(std::string_view typed) {
  const auto folded = fold_for_search(typed);
  std::vector<std::string> words;
  for (auto word : split(folded, ' ')) {
    if (word.empty()) continue;
    drop(word, article);
    words.emplace_back(word);
  }
  return words;
}

}  // namespace manara::text
