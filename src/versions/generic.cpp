// Best effort for what names no scheme: tags, VERS "generic", upstream releases. Only words whose meaning projects
// agree on are ordered; a version with any other ("1.0-foo", "1.2-4-gdeadbee") is none, for a guess would look like
// knowledge.
#include <array>

#include "versions/generic_reader.h"
#include "versions/orderings.h"

namespace manara::versions {
namespace {

enum Rank : unsigned char { dev = 1, alpha, beta, milestone, rc, end, patch, letter, zeros, number };

struct Word {
  std::string_view name;
  unsigned char rank;
};
// "final" and its like say nothing: they stand for the end.
constexpr std::array<Word, 26> words{{{"dev", dev},
                                      {"devel", dev},
                                      {"snapshot", dev},
                                      {"nightly", dev},
                                      {"alpha", alpha},
                                      {"beta", beta},
                                      {"milestone", milestone},
                                      {"m", milestone},
                                      {"rc", rc},
                                      {"cr", rc},
                                      {"pre", rc},
                                      {"preview", rc},
                                      {"final", end},
                                      {"ga", end},
                                      {"release", end},
                                      {"stable", end},
                                      {"p", patch},
                                      {"pl", patch},
                                      {"patch", patch},
                                      {"post", patch},
                                      {"sp", patch},
                                      {"u", patch},
                                      {"update", patch},
                                      {"r", patch},
                                      {"rev", patch},
                                      {"hotfix", patch}}};
constexpr std::array<Word, 2> short_words{{{"a", alpha}, {"b", beta}}};  // before a number

bool is_separator(char c) {
  return c == '.' || c == '-' || c == '_' || c == '+';
}

}  // namespace

GenericReader::GenericReader(std::string_view text) : rest_(text) {
  if (rest_.size() > 1 && to_lower(rest_.front()) == 'v' && is_digit(rest_[1])) rest_.remove_prefix(1);
  well_formed_ = !rest_.empty() && is_digit(rest_.front());
}

Step GenericReader::next() {
  if (!after_zeros_.empty()) {
    const Step step{.rank = number, .value = Value::number, .text = after_zeros_};
    after_zeros_ = {};
    return step;
  }
  while (!rest_.empty()) {
    const char c = rest_.front();
    if (is_digit(c)) {
      if (const auto step = take_number(); step.value != Value::stop) return step;
    } else if (is_alpha(c)) {
      if (const auto step = take_word(); step.value != Value::stop) return step;
    } else {
      rest_.remove_prefix(1);
      after_number_ = false;
      well_formed_ = well_formed_ && is_separator(c) && !rest_.empty() && is_alnum(rest_.front());
    }
  }
  return {.rank = end};
}

// Zeros count only where a number follows: "1.0-rc" = "1-rc", "1.0" = "1".
Step GenericReader::take_number() {
  after_number_ = true;
  auto digits = take_digits(rest_);
  std::uint32_t count = 0;
  for (; is_zero(digits); ++count) {
    auto ahead = rest_;
    if (!ahead.empty() && is_separator(ahead.front())) ahead.remove_prefix(1);
    const auto following = take_digits(ahead);
    if (following.empty()) return {};
    digits = following;
    rest_ = ahead;
  }
  if (count == 0) return {.rank = number, .value = Value::number, .text = digits};
  after_zeros_ = digits;
  return {.rank = zeros, .value = Value::fewer, .count = count};
}

Step GenericReader::take_word() {
  const auto word = take_letters(rest_);
  const bool directly_after_number = after_number_;
  after_number_ = false;
  for (const auto& known : words) {
    if (!iequals(known.name, word)) continue;
    if (known.rank == end) return {};
    return {.rank = known.rank, .value = Value::none};
  }
  const bool before_number = !rest_.empty() && is_digit(rest_.front());
  for (const auto& known : short_words) {
    if (before_number && iequals(known.name, word)) return {.rank = known.rank, .value = Value::none};
  }
  // Letters of patches: "1.0.2k", "1.0.2zg".
  if (!directly_after_number || before_number || word.size() > 2) well_formed_ = false;
  return {.rank = letter, .value = Value::folded, .text = word};
}

bool is_generic(std::string_view text) {
  if (text.size() > max_version_bytes) return false;
  GenericReader reader(text);
  while (reader.next().value != Value::stop) {
  }
  return reader.well_formed();
}

const Ordering generic = ordering_by_steps<GenericReader, is_generic>(Scheme::generic, "generic");

}  // namespace manara::versions
