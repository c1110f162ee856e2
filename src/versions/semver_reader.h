/// What SemVer 2.0.0 (section 11) and its children NuGet and Pub share: numbers, then a pre-release that sorts before
/// none, then perhaps build metadata.
#pragma once

#include "versions/steps.h"

namespace manara::versions {

struct SemverDialect {
  unsigned numbers;  ///< the most that a version may have; missing ones are zero
  Value word;        ///< text or folded: whether case counts in a pre-release
  bool build;        ///< whether build metadata orders: none first, then as pre-releases are ordered
};

/// numbers [ "-" identifiers ] [ "+" identifiers ], from one to `numbers` numbers; identifiers are runs of ASCII
/// letters, digits and hyphens between dots. Nothing is allowed before the first number.
bool is_semver(std::string_view text, SemverDialect dialect);

template <SemverDialect dialect>
class SemverReader {
 public:
  explicit SemverReader(std::string_view text) : numbers_(text) {
    if (const auto plus = numbers_.find('+'); plus != std::string_view::npos) {
      build_ = numbers_.substr(plus + 1);
      has_build_ = dialect.build;
      numbers_ = numbers_.substr(0, plus);
    }
    if (const auto dash = numbers_.find('-'); dash != std::string_view::npos) {
      pre_ = numbers_.substr(dash + 1);
      has_pre_ = true;
      numbers_ = numbers_.substr(0, dash);
    }
  }

  Step next() {
    if (count_ < dialect.numbers) return next_number();
    if (part_ == Part::release) {
      part_ = Part::pre;
      if (has_pre_) return {.rank = 1, .value = Value::none};  // a pre-release is before its release
      part_ = Part::build;
      if (!dialect.build) return {.rank = 2};
      return {.rank = 2, .value = Value::none};
    }
    if (part_ == Part::pre) return next_identifier(pre_, has_pre_, !dialect.build);
    if (part_ == Part::build && has_build_) return next_identifier(build_, has_build_, true);
    return {.rank = 1};
  }

 private:
  enum class Part : std::uint8_t { release, pre, build };

  Step next_number() {
    ++count_;
    const auto digits = take_digits(numbers_);
    if (!numbers_.empty() && numbers_.front() == '.') numbers_.remove_prefix(1);
    return {.rank = 1, .value = Value::number, .text = digits};
  }

  /// The end first, then numbers, then words.
  Step next_identifier(std::string_view& rest, bool& more, bool last_part) {
    if (!more) {
      part_ = Part::build;
      return {.rank = 1, .value = last_part ? Value::stop : Value::none};
    }
    const auto dot = rest.find('.');
    const auto identifier = rest.substr(0, dot);
    more = dot != std::string_view::npos;
    rest.remove_prefix(more ? dot + 1 : rest.size());
    if (is_number(identifier)) return {.rank = 2, .value = Value::number, .text = identifier};
    return {.rank = 3, .value = dialect.word, .text = identifier};
  }

  std::string_view numbers_;
  std::string_view pre_{};
  std::string_view build_{};
  bool has_pre_ = false;
  bool has_build_ = false;
  unsigned count_ = 0;
  Part part_ = Part::release;
};

}  // namespace manara::versions
