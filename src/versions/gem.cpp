// RubyGems, Gem::Version: numbers and words in turn ("-" is read as ".pre."). A word sorts before a number, a missing
// segment is 0. Zeros at the end, and those before the first word, are dropped: "1.0.a" = "1.a".
#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

/// With 0 for all that is missing, a word comes before the end and a number after it; how many zeros stand before
/// either decides among them.
enum Rank : unsigned char { word = 1, zeros_then_word, end, zeros_then_number, number };

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Step next() {
    if (waiting_.value != Value::stop) {
      const auto step = waiting_;
      waiting_ = {};
      return step;
    }
    std::uint32_t zeros = 0;
    for (;;) {
      const auto segment = take_segment();
      if (segment.value == Value::stop) return segment;
      if (segment.value == Value::number) {
        if (is_zero(segment.text)) {
          ++zeros;
          continue;
        }
        return after_zeros(zeros, segment, {.rank = zeros_then_number, .value = Value::fewer, .count = zeros});
      }
      if (!seen_word_) zeros = 0;
      seen_word_ = true;
      return after_zeros(zeros, segment, {.rank = zeros_then_word, .value = Value::count, .count = zeros});
    }
  }

 private:
  Step after_zeros(std::uint32_t zeros, const Step& segment, const Step& zeros_step) {
    if (zeros == 0) return segment;
    waiting_ = segment;
    return zeros_step;
  }

  Step take_segment() {
    while (!rest_.empty()) {
      if (is_digit(rest_.front())) return {.rank = number, .value = Value::number, .text = take_digits(rest_)};
      if (is_alpha(rest_.front())) return {.rank = word, .value = Value::text, .text = take_letters(rest_)};
      const bool dash = rest_.front() == '-';
      rest_.remove_prefix(1);
      if (dash) return {.rank = word, .value = Value::text, .text = "pre"};
    }
    return {.rank = end};
  }

  std::string_view rest_;
  Step waiting_{};
  bool seen_word_ = false;
};

/// Pieces of letters and digits (with "-" too, after the first "-") between dots.
bool valid(std::string_view text) {
  if (text.size() > max_version_bytes || text.empty() || !is_digit(text.front())) return false;
  bool after_dash = false;
  bool piece_open = false;
  for (const char c : text) {
    if (c == '.') {
      if (!piece_open) return false;
      piece_open = false;
    } else if (c == '-') {
      if (!after_dash && !piece_open) return false;
      piece_open = after_dash;
      after_dash = true;
    } else if (is_alnum(c)) {
      piece_open = true;
    } else {
      return false;
    }
  }
  // The first piece is a number: Gem::Version takes "1.beta", not "1beta".
  auto rest = text;
  take_digits(rest);
  return piece_open && (rest.empty() || rest.front() == '.' || rest.front() == '-');
}

}  // namespace

const Ordering gem = ordering_by_steps<Reader, valid>(Scheme::gem, "gem");

}  // namespace manara::versions
