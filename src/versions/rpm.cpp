// RPM, rpm-version(7): [epoch:]version[-release]. Both are cut into runs of digits and runs of ASCII letters; whatever
// else stands between only separates. "~" sorts before the end, "^" after it but before any further run; a number after
// a word. An absent epoch is 0; an absent release sorts before any.
#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

enum Rank : unsigned char { tilde = 1, end, caret, word, number };

struct Parts {
  std::string_view epoch{}, version{}, release{};
  bool has_epoch = false, has_release = false;
};

Parts split_parts(std::string_view text) {
  Parts parts;
  auto after_digits = text;
  const auto digits = take_digits(after_digits);
  if (take_char(after_digits, ':')) {  // what is no number before a colon is part of the version
    parts.epoch = digits;
    parts.has_epoch = true;
    text = after_digits;
  }
  parts.version = text;
  if (const auto dash = cut_last(text, '-')) {
    parts.version = dash->head;
    parts.release = dash->tail;
    parts.has_release = true;
  }
  return parts;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : parts_(split_parts(text)) {}

  Step next() {
    switch (part_) {
      case Part::epoch:
        enter(Part::version, parts_.version);
        return {.rank = number, .value = Value::number, .text = parts_.epoch};
      case Part::version:
        if (more()) return take_run();
        part_ = Part::between;
        return {.rank = end, .value = Value::none};
      case Part::between:
        if (!parts_.has_release) return {.rank = 1};
        enter(Part::release, parts_.release);
        return {.rank = 2, .value = Value::none};
      case Part::release: break;
    }
    return more() ? take_run() : Step{.rank = end};
  }

 private:
  enum class Part : std::uint8_t { epoch, version, between, release };

  void enter(Part part, std::string_view text) {
    part_ = part;
    rest_ = text;
  }

  /// Passes what only separates; false at the end.
  bool more() {
    while (!rest_.empty() && !is_alnum(rest_.front()) && rest_.front() != '~' && rest_.front() != '^')
      rest_.remove_prefix(1);
    return !rest_.empty();
  }

  Step take_run() {
    const char c = rest_.front();
    if (is_digit(c)) return {.rank = number, .value = Value::number, .text = take_digits(rest_)};
    if (is_alpha(c)) return {.rank = word, .value = Value::text, .text = take_letters(rest_)};
    rest_.remove_prefix(1);
    return {.rank = static_cast<unsigned char>(c == '~' ? tilde : caret), .value = Value::none};
  }

  Parts parts_;
  std::string_view rest_{};
  Part part_ = Part::epoch;
};

bool valid(std::string_view text) {
  if (text.size() > max_version_bytes) return false;
  const auto parts = split_parts(text);
  if (parts.has_epoch && parts.epoch.empty()) return false;
  if (parts.has_release && !is_made_of(parts.release, "._+~^")) return false;
  return is_made_of(parts.version, "._+~^") && has_digit(parts.version);
}

}  // namespace

const Ordering rpm = ordering_by_steps<Reader, valid>(Scheme::rpm, "rpm");

}  // namespace manara::versions
