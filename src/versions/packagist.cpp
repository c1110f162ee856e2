// Packagist: PHP's version_compare (php.net/version_compare), without a leading "v" and without Composer's metadata
// ("+…"). A version is runs of digits and of letters, in any separation. At one place: any other word < dev < alpha = a
// < beta = b < RC = rc < the end < a number < pl = p. A word counts by its head, so "post" is a "p"; case counts.
//
// Composer itself compares what it has normalised ("1.0" is "1.0.0.0", "BETA" is "beta"); version_compare does not, and
// the order that others publish for Packagist is version_compare's. Versions with words that PHP does not know
// ("-BETA1", "-stable", branches) would come out wrong, so they are none.
#include <array>

#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

enum Rank : unsigned char { other_word = 1, dev, alpha, beta, rc, end, number, patch };

struct Word {
  std::string_view head;
  Rank rank;
};
// The first head that fits decides.
constexpr std::array<Word, 6> words{{{"dev", dev}, {"a", alpha}, {"b", beta}, {"RC", rc}, {"rc", rc}, {"p", patch}}};

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text.substr(0, text.find('+'))) {
    if (!rest_.empty() && to_lower(rest_.front()) == 'v') rest_.remove_prefix(1);
  }

  Step next() {
    while (!rest_.empty()) {
      if (is_digit(rest_.front())) return {.rank = number, .value = Value::number, .text = take_digits(rest_)};
      if (is_alpha(rest_.front())) return {.rank = rank_of(take_letters(rest_)), .value = Value::none};
      const bool any = rest_.front() == '#';
      rest_.remove_prefix(1);
      if (any) return {.rank = number, .value = Value::number, .text = any_number};
    }
    return {.rank = end};
  }

  static constexpr std::string_view any_number = "#";

 private:
  static unsigned char rank_of(std::string_view word) {
    for (const auto& known : words) {
      if (word.starts_with(known.head)) return known.rank;
    }
    return other_word;
  }

  std::string_view rest_;
};

constexpr std::array<std::string_view, 11> valid_words{"dev", "alpha", "a", "beta",  "b",   "RC",
                                                       "rc",  "pl",    "p", "patch", "post"};

bool valid(std::string_view text) {
  if (!is_made_of(text, "._-+")) return false;
  text = text.substr(0, text.find('+'));
  if (!text.empty() && to_lower(text.front()) == 'v') text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return false;
  while (!text.empty()) {
    if (!is_alpha(text.front())) {
      text.remove_prefix(1);
    } else if (std::ranges::find(valid_words, take_letters(text)) == valid_words.end()) {
      return false;
    }
  }
  return true;
}

bool any(const Step& step) {
  return step.rank == number && step.text == Reader::any_number;
}

// As compare_steps, and "#", which PHP reads as "some number": equal to each number, and to none. It is in no valid
// version, so the order of these stays whole.
std::strong_ordering compare(std::string_view a, std::string_view b) {
  Reader left(a);
  Reader right(b);
  for (;;) {
    const Step x = left.next();
    const Step y = right.next();
    const bool numbers = (x.rank == number || x.rank == end) && (y.rank == number || y.rank == end);
    if (numbers && (any(x) || any(y))) continue;
    const auto order = steps::compare(x, y);
    if (order != 0 || x.value == Value::stop) return order;
  }
}

}  // namespace

const Ordering packagist{Scheme::packagist, "composer", valid, compare, append_steps_key<Reader, valid>};

}  // namespace manara::versions
