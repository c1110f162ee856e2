// OpenSSL, "Versioning": up to 1.1.1 number.number.number with patch letters after it (a … z, za, zb …), from 3.0.0
// numbers only. Pre-releases ("-alpha1", "-beta2", "-pre3", "-dev") sort before the release. "-fips", which builds of
// Red Hat put at the end, says nothing about the order.
#include <array>

#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

struct Stage {
  std::string_view name;
  unsigned char rank;
};
constexpr std::array<Stage, 4> stages{{{"-dev", 1}, {"-alpha", 2}, {"-beta", 3}, {"-pre", 4}}};
constexpr unsigned char end = 5;
constexpr unsigned char letters = 6;

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) { take_suffix(rest_, "-fips"); }

  Step next() {
    switch (given_) {
      case 0:
      case 1:
      case 2: ++given_; return take_number();
      case 3: ++given_; return take_stage();
      case 4: ++given_; return {.rank = 1, .value = Value::number, .text = take_digits(rest_)};
      default: return {.rank = 1};
    }
  }

  /// After the last step: whether nothing was left over.
  [[nodiscard]] bool well_formed() const { return rest_.empty(); }

 private:
  Step take_number() {
    const auto digits = take_digits(rest_);
    if (given_ < 3 && rest_.size() > 1 && rest_.front() == '.' && is_digit(rest_[1])) rest_.remove_prefix(1);
    return {.rank = 1, .value = Value::number, .text = digits};
  }

  Step take_stage() {
    if (const auto word = take_letters(rest_); !word.empty()) {
      given_ = 5;
      return {.rank = letters, .value = Value::folded, .text = word};
    }
    for (const auto& stage : stages) {
      if (take_prefix(rest_, stage.name)) return {.rank = stage.rank, .value = Value::none};
    }
    return {.rank = end};
  }

  std::string_view rest_;
  int given_ = 0;
};

bool valid(std::string_view text) {
  if (text.empty() || text.size() > max_version_bytes || !is_digit(text.front())) return false;
  Reader reader(text);
  while (reader.next().value != Value::stop) {
  }
  return reader.well_formed();
}

}  // namespace

const Ordering openssl = ordering_by_steps<Reader, valid>(Scheme::openssl, "openssl");

}  // namespace manara::versions
