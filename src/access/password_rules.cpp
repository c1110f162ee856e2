#include "access/password_rules.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/strings.h"
#include "base/utf8.h"
#include "text/compose.h"
#include "text/fold.h"

namespace manara::access {

namespace {

constexpr std::size_t least_different = 5;     // characters: "aaaaaaaaaaaa" and "abababababab" have fewer
constexpr std::size_t least_about = 4;         // characters of a name that say whose it is
constexpr std::size_t most_added_digits = 12;  // digits and signs around common words that make them no better

std::vector<char32_t> characters_of(std::string_view text) {
  std::vector<char32_t> all;
  while (!text.empty()) {
    const auto length = std::max<std::size_t>(1, utf8_length(text));
    all.push_back(utf8_decode(text, length));
    text.remove_prefix(length);
  }
  return all;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

bool is_wide_space(char32_t c) {
  return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000;
}

/// As search folds it, without spaces: "Motdepassé" is "motdepasse", ١٢٣ is 123.
std::string folded(std::string_view text) {
  auto out = text::fold_for_search(text);
  std::erase(out, ' ');
  return out;
}

/// What everybody tries, longest first.
const std::vector<std::string>& common_words() {
  static const auto words = [] {
    std::vector<std::string> all;
    for (const auto line : split(common_passwords(), '\n')) {
      if (!line.empty() && line.front() != '#') all.push_back(folded(line));
    }
    return all;
  }();
  return words;
}

bool is_filling(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !is_alpha(c);
}

/// Whether common words cover the whole of it, with a few digits and signs between them: "Password2026!!",
/// "adminadminadmin".
bool is_made_of_common_words(std::string_view text) {
  constexpr std::size_t never = most_added_digits + 1;
  // cost[i]: the fewest digits and signs beside words in the first i bytes.
  std::vector<std::size_t> cost(text.size() + 1, never);
  cost[0] = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (cost[at] >= never) continue;
    if (is_filling(text[at])) cost[at + 1] = std::min(cost[at + 1], cost[at] + 1);
    for (const auto& word : common_words()) {
      if (text.substr(at).starts_with(word)) cost[at + word.size()] = std::min(cost[at + word.size()], cost[at]);
    }
  }
  // Digits alone are no common word: there must be one.
  return cost.back() < std::min(never, text.size());
}

/// Whether it holds a name, and what is left beside it is no password by itself.
bool is_about(std::string rest, const std::string& name) {
  if (characters_of(name).size() < least_about || rest.find(name) == std::string::npos) return false;
  for (auto at = rest.find(name); at != std::string::npos; at = rest.find(name))
    rest.erase(at, name.size());
  return characters_of(rest).size() < least_password_characters;
}

}  // namespace

std::string prepared_password(std::string_view typed) {
  if (typed.size() > 4 * most_password_characters || !is_utf8(typed)) return {};
  std::string spaced;
  while (!typed.empty()) {
    const auto length = utf8_length(typed);
    const auto c = utf8_decode(typed, length);
    if (is_control(c)) return {};
    spaced += is_wide_space(c) ? std::string_view(" ") : typed.substr(0, length);
    typed.remove_prefix(length);
  }
  auto composed = text::compose(spaced);
  return characters_of(composed).size() <= most_password_characters ? composed : std::string();
}

Status check_password(std::string_view prepared, std::initializer_list<std::string_view> about) {
  if (prepared.empty()) return fail(Code{"password_malformed"}, {std::to_string(most_password_characters)});
  const auto characters = characters_of(prepared);
  if (characters.size() < least_password_characters)
    return fail(Code{"password_too_short"}, {std::to_string(least_password_characters)});
  const std::set<char32_t> different(characters.begin(), characters.end());
  const auto plain = folded(prepared);
  if (different.size() < least_different || is_made_of_common_words(plain)) return fail(Code{"password_common"});
  for (const auto whole : about) {
    for (const auto word : split(whole, ' ')) {
      if (is_about(plain, folded(word))) return fail(Code{"password_about_owner"});
    }
  }
  return {};
}

}  // namespace manara::access
