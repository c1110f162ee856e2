// Maven, "Version Order Specification" of its POM reference (ComparableVersion of Maven 3.9). A version is cut into
// tokens at dots, hyphens and between digits and other characters (which counts as a hyphen); an empty token is 0. Null
// tokens (0, "", final, ga, release) are dropped before a hyphen and at the end. Then the first difference decides; at
// one place, the lowest first:
//   alpha < beta < milestone < rc = cr < snapshot < the end < sp < other words < -number < .number
// "a", "b" and "m" are short for alpha, beta and milestone where a digit follows directly. Case does not matter.
//
// A word after a dot: Maven 3.9 reads ".rc" as "-rc", earlier ones put it first ("1.5.9.RC1" < "1.5.9-RC0"). Published
// orders follow the earlier ones, and so does this. It costs versions like "2.9.0.RC1" their key: with the zero before
// the word kept, 2.9.0.RC1 < 2.9.0 < 2.9.0-1 < 2.9.0.RC1 in Maven itself, and no key goes round in a circle.
#include <array>

#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

/// Words of a stage: after a dot, then after a hyphen.
enum Rank : unsigned char {
  alpha = 1,
  beta = 3,
  milestone = 5,
  rc = 7,
  snapshot = 9,
  end = 11,
  null_word = 12,  // a "final" that more follows: "1.final.1"
  sp = 13,
  other_word = 15,
  dash_number = 17,
  zeros_then_word = 18,
  zeros_then_number = 19,
  dot_number = 20,
};

struct Word {
  std::string_view name;
  unsigned char rank;
};
constexpr std::array<Word, 10> words{{{"alpha", alpha},
                                      {"beta", beta},
                                      {"milestone", milestone},
                                      {"rc", rc},
                                      {"cr", rc},
                                      {"snapshot", snapshot},
                                      {"final", null_word},
                                      {"ga", null_word},
                                      {"release", null_word},
                                      {"sp", sp}}};
constexpr std::array<Word, 3> short_words{{{"a", alpha}, {"b", beta}, {"m", milestone}}};

struct Token {
  bool dot = false;     // its separator
  bool number = false;  // else a word
  std::string_view text{};
  [[nodiscard]] bool dot_number() const { return dot && number; }
};

bool is_separator(char c) {
  return c == '.' || c == '-';
}

Token take_token(std::string_view& rest) {
  Token token;
  token.dot = rest.front() == '.';
  if (is_separator(rest.front())) rest.remove_prefix(1);
  token.text = take_digits(rest);
  token.number = !token.text.empty() || rest.empty() || is_separator(rest.front());
  if (token.number) return token;
  std::size_t count = 0;
  while (count < rest.size() && !is_separator(rest[count]) && !is_digit(rest[count]))
    ++count;
  token.text = rest.substr(0, count);
  rest.remove_prefix(count);
  return token;
}

/// Whether a null token before `rest` counts: more than zeros follows after dots.
bool keeps_null(std::string_view rest) {
  while (!rest.empty()) {
    const auto token = take_token(rest);
    if (!token.dot_number()) return false;
    if (!is_zero(token.text)) return true;
  }
  return false;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Step next() {
    if (!after_zeros_.empty()) {
      const Step step{.rank = dot_number, .value = Value::number, .text = after_zeros_};
      after_zeros_ = {};
      return step;
    }
    const bool first = first_;
    first_ = false;
    if (first && !rest_.empty() && is_digit(rest_.front()))
      return {.rank = dot_number, .value = Value::number, .text = take_digits(rest_)};
    while (!rest_.empty()) {
      if (const auto step = take_step(); step.value != Value::stop) return step;
    }
    return {.rank = end};
  }

 private:
  /// A step, or stop for tokens that are dropped.
  Step take_step() {
    const auto token = take_token(rest_);
    const bool of_word = after_word_;
    after_word_ = false;
    if (!token.number) return word_step(token);
    if (token.dot) return dot_step(token.text);
    if (is_zero(token.text) && !of_word && !keeps_null(rest_)) return {};
    return {.rank = dash_number, .value = Value::number, .text = token.text};
  }

  Step dot_step(std::string_view digits) {
    std::uint32_t zeros = 0;
    for (; is_zero(digits); ++zeros) {
      auto ahead = rest_;
      const auto token = ahead.empty() ? Token{} : take_token(ahead);
      if (!token.dot) return {};
      if (!token.number) return zeros_before_word(zeros + 1, ahead, token.text);
      digits = token.text;
      rest_ = ahead;
    }
    if (zeros == 0) return {.rank = dot_number, .value = Value::number, .text = digits};
    after_zeros_ = digits;
    return {.rank = zeros_then_number, .value = Value::fewer, .count = zeros};
  }

  static Step zeros_before_word(std::uint32_t zeros, std::string_view after_word, std::string_view word) {
    const bool null = rank_of(word, after_word) == null_word;
    if (null && !keeps_null(after_word)) return {};  // "1.0.final": dropped with the word
    return {.rank = zeros_then_word, .value = Value::count, .count = zeros};
  }

  static unsigned char rank_of(std::string_view word, std::string_view after) {
    for (const auto& known : words) {
      if (iequals(known.name, word)) return known.rank;
    }
    if (!after.empty() && is_digit(after.front())) {
      for (const auto& known : short_words) {
        if (iequals(known.name, word)) return known.rank;
      }
    }
    return other_word;
  }

  Step word_step(const Token& token) {
    const auto rank = rank_of(token.text, rest_);
    if (rank == null_word) return keeps_null(rest_) ? Step{.rank = null_word, .value = Value::none} : Step{};
    after_word_ = true;
    const auto placed = static_cast<unsigned char>(rank + (token.dot ? 0 : 1));
    if (rank == other_word) return {.rank = placed, .value = Value::folded, .text = token.text};
    return {.rank = placed, .value = Value::none};
  }

  std::string_view rest_;
  std::string_view after_zeros_{};
  bool first_ = true;
  bool after_word_ = false;  // the number of a word ("rc0", "rc-0") is never null
};

// Maven takes any text. Here a version has a digit (not "latest") and none of the characters of version ranges and
// unresolved properties ("[1.0,2.0)", "${project.version}").
bool valid(std::string_view text) {
  return is_made_of(text, ".-_+~") && has_digit(text);
}

/// As compare_steps, but zeros before a word are as good as none where the other version ends.
std::strong_ordering compare(std::string_view a, std::string_view b) {
  Reader left(a);
  Reader right(b);
  for (;;) {
    Step x = left.next();
    Step y = right.next();
    if (x.rank == zeros_then_word && y.rank == end) x = left.next();
    if (y.rank == zeros_then_word && x.rank == end) y = right.next();
    const auto order = steps::compare(x, y);
    if (order != 0 || x.value == Value::stop) return order;
  }
}

}  // namespace

const Ordering maven{Scheme::maven, "maven", valid, compare, append_steps_key<Reader, valid, zeros_then_word>};

}  // namespace manara::versions
