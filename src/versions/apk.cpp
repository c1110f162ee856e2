// Alpine, apk-package(5): number{.number}{letter}{_suffix{number}}{~hash}{-r#}. A number after a dot that begins with a
// zero is compared as text, as the fraction it once was ("1.01" < "1.1"). A letter may have a number of its own, which
// apk 2 allowed and sudo used ("1.8.31p1-r1").
//
// Order at one place, the lowest first: pre-suffixes, the end, -r#, ~hash, a suffix's number, post-suffixes, a letter,
// a number. Texts that break the grammar compare up to the break, which sorts just before the end; they are not valid.
#include <array>

#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

enum Rank : unsigned char {
  broken = 5,
  end = 6,
  revision = 7,
  hash = 8,
  suffix_number = 9,
  letter = 15,
  fraction = 16,
  number = 17,
};

struct Suffix {
  std::string_view name;
  unsigned char rank;
};
constexpr std::array<Suffix, 9> suffixes{
    {{"alpha", 1}, {"beta", 2}, {"pre", 3}, {"rc", 4}, {"cvs", 10}, {"svn", 11}, {"git", 12}, {"hg", 13}, {"p", 14}}};

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Step next() {
    switch (last_) {
      case Last::nothing: return take_first();
      case Last::number:
        if (!rest_.empty() && rest_.front() == '.') return take_component();
        if (!rest_.empty() && is_lower(rest_.front())) return take_letter();
        break;
      case Last::letter:
        if (!rest_.empty() && is_digit(rest_.front())) return take_number(Last::number, number);
        break;
      case Last::suffix:
        if (!rest_.empty() && is_digit(rest_.front())) return take_number(Last::suffix_number, suffix_number);
        break;
      case Last::suffix_number:
      case Last::hash:
      case Last::revision: break;
    }
    return take_tail();
  }

  /// Whether all that was read so far keeps to the grammar.
  [[nodiscard]] bool well_formed() const { return well_formed_; }

 private:
  enum class Last : std::uint8_t { nothing, number, letter, suffix, suffix_number, hash, revision };

  Step take_number(Last last, unsigned char rank) {
    last_ = last;
    return {.rank = rank, .value = Value::number, .text = take_digits(rest_)};
  }

  Step take_first() {
    const auto step = take_number(Last::number, number);
    well_formed_ = !step.text.empty();
    return step;
  }

  /// After a dot. Several dots, or a letter after one, are no version, but have an order.
  Step take_component() {
    std::size_t dots = 0;
    for (; take_char(rest_, '.'); ++dots)
      ;
    if (dots > 1) well_formed_ = false;
    const auto digits = take_digits(rest_);
    if (digits.empty()) {
      well_formed_ = false;
      return !rest_.empty() && is_lower(rest_.front()) ? take_letter() : Step{.rank = broken};
    }
    last_ = Last::number;
    if (digits.front() == '0') return {.rank = fraction, .value = Value::text, .text = digits};
    return {.rank = number, .value = Value::number, .text = digits};
  }

  Step take_letter() {
    last_ = Last::letter;
    const auto character = rest_.substr(0, 1);
    rest_.remove_prefix(1);
    return {.rank = letter, .value = Value::text, .text = character};
  }

  Step take_tail() {
    if (rest_.empty()) return {.rank = end};
    if (last_ < Last::hash && take_char(rest_, '_')) return take_suffix();
    if (last_ < Last::hash && take_char(rest_, '~')) return take_hash();
    if (last_ < Last::revision && take_prefix(rest_, "-r")) {
      const auto step = take_number(Last::revision, revision);
      well_formed_ = well_formed_ && !step.text.empty();
      return step;
    }
    well_formed_ = false;
    return {.rank = broken};
  }

  Step take_suffix() {
    const auto name = take_letters(rest_);
    for (const auto& suffix : suffixes) {
      if (suffix.name != name) continue;
      last_ = Last::suffix;
      return {.rank = suffix.rank, .value = Value::none};
    }
    well_formed_ = false;
    return {.rank = broken};
  }

  Step take_hash() {
    std::size_t count = 0;
    while (count < rest_.size() && (is_digit(rest_[count]) || (rest_[count] >= 'a' && rest_[count] <= 'f')))
      ++count;
    last_ = Last::hash;
    well_formed_ = well_formed_ && count > 0;
    const auto digits = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return {.rank = hash, .value = Value::text, .text = digits};
  }

  std::string_view rest_;
  Last last_ = Last::nothing;
  bool well_formed_ = true;
};

bool valid(std::string_view text) {
  if (text.size() > max_version_bytes) return false;
  Reader reader(text);
  while (reader.next().value != Value::stop) {
    if (!reader.well_formed()) return false;
  }
  return reader.well_formed();
}

}  // namespace

const Ordering apk = ordering_by_steps<Reader, valid>(Scheme::apk, "apk");

}  // namespace manara::versions
