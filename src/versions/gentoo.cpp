// Gentoo, Package Manager Specification, "Version Comparison": number{.number}{letter}{_suffix{number}}{-r#}. After a
// dot, a number that begins with zero is compared as text without its trailing zeros, else as a number. The longer list
// of numbers is newer; a missing revision or number of a suffix is 0.
#include <array>

#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

struct Suffix {
  std::string_view name;
  unsigned char rank;
};
constexpr unsigned char no_suffix = 5;
constexpr std::array<Suffix, 5> suffixes{{{"alpha", 1}, {"beta", 2}, {"pre", 3}, {"rc", 4}, {"p", no_suffix + 1}}};

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Step next() {
    switch (part_) {
      case Part::first: part_ = Part::numbers; return {.rank = 1, .value = Value::number, .text = take_digits(rest_)};
      case Part::numbers: return take_component();
      case Part::letter: return take_letter();
      case Part::suffix: return take_suffix();
      case Part::suffix_number:
        part_ = Part::suffix;
        return {.rank = 1, .value = Value::number, .text = take_digits(rest_)};
      case Part::revision:
        part_ = Part::end;
        if (take_prefix(rest_, "-r")) revision_ = take_digits(rest_);
        return {.rank = 1, .value = Value::number, .text = revision_};
      case Part::end: break;
    }
    return {.rank = 1};
  }

  /// After the last step: whether nothing was left over.
  [[nodiscard]] bool well_formed() const { return well_formed_ && rest_.empty(); }

 private:
  enum class Part : std::uint8_t { first, numbers, letter, suffix, suffix_number, revision, end };

  Step take_component() {
    if (rest_.size() < 2 || rest_.front() != '.' || !is_digit(rest_[1])) {
      part_ = Part::letter;
      return {.rank = 1, .value = Value::none};
    }
    rest_.remove_prefix(1);
    auto digits = take_digits(rest_);
    if (digits.front() != '0') return {.rank = 3, .value = Value::number, .text = digits};
    while (!digits.empty() && digits.back() == '0')
      digits.remove_suffix(1);
    return {.rank = 2, .value = Value::text, .text = digits};
  }

  Step take_letter() {
    part_ = Part::suffix;
    if (rest_.empty() || !is_lower(rest_.front())) return {.rank = 1, .value = Value::none};
    const auto rank = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return {.rank = rank, .value = Value::none};
  }

  Step take_suffix() {
    if (take_char(rest_, '_')) {
      const auto name = take_letters(rest_);
      for (const auto& suffix : suffixes) {
        if (suffix.name != name) continue;
        part_ = Part::suffix_number;
        return {.rank = suffix.rank, .value = Value::none};
      }
      well_formed_ = false;
    }
    part_ = Part::revision;
    return {.rank = no_suffix, .value = Value::none};
  }

  std::string_view rest_;
  std::string_view revision_{};
  Part part_ = Part::first;
  bool well_formed_ = true;
};

bool valid(std::string_view text) {
  if (text.empty() || text.size() > max_version_bytes || !is_digit(text.front()) || text.ends_with("-r")) return false;
  Reader reader(text);
  while (reader.next().value != Value::stop) {
  }
  return reader.well_formed();
}

}  // namespace

const Ordering gentoo = ordering_by_steps<Reader, valid>(Scheme::gentoo, "gentoo");

}  // namespace manara::versions
