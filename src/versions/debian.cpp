// Debian and Ubuntu, deb-version(7): [epoch:]upstream[-revision]. Each of the two is runs of other characters and runs
// of digits in turn, the first run (perhaps empty) not of digits. Characters compare one by one: "~" before the end of
// the run, the end before letters, letters before all else. A missing number is zero, so "1." = "1.0", and a missing
// revision is "0".
#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

constexpr unsigned char tilde = 1;
constexpr unsigned char end_of_run = 2;

unsigned char rank_of(char c) {
  if (c == '~') return tilde;
  const auto code = static_cast<unsigned char>(c);
  return is_alpha(c) ? code : static_cast<unsigned char>(code | 0x80);
}

struct Parts {
  std::string_view epoch{}, upstream{}, revision{};
  bool has_epoch = false, has_revision = false;
};

Parts split_parts(std::string_view text) {
  Parts parts;
  if (const auto colon = cut(text, ':')) {
    parts.epoch = colon->head;
    parts.has_epoch = true;
    text = colon->tail;
  }
  parts.upstream = text;
  if (const auto dash = cut_last(text, '-')) {
    parts.upstream = dash->head;
    parts.revision = dash->tail;
    parts.has_revision = true;
  }
  return parts;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : parts_(split_parts(text)), rest_(parts_.upstream) {}

  Step next() {
    if (!epoch_given_) {
      epoch_given_ = true;
      return {.rank = 1, .value = Value::number, .text = parts_.epoch};
    }
    if (in_run_) {
      if (!rest_.empty() && !is_digit(rest_.front())) return take_character();
      in_run_ = false;
      return {.rank = end_of_run, .value = Value::number, .text = take_digits(rest_)};
    }
    if (!rest_.empty()) {
      in_run_ = true;
      return take_character();
    }
    if (in_revision_) return {.rank = end_of_run};
    in_revision_ = true;
    in_run_ = true;
    rest_ = parts_.revision;
    return {.rank = end_of_run, .value = Value::none};
  }

 private:
  Step take_character() {
    const auto rank = rank_of(rest_.front());
    rest_.remove_prefix(1);
    return {.rank = rank, .value = Value::none};
  }

  Parts parts_;
  std::string_view rest_;
  bool epoch_given_ = false;
  bool in_run_ = true;
  bool in_revision_ = false;
};

// dpkg warns of an upstream version that begins with a letter; here it is none, for "unknown" and "latest" begin so.
bool valid(std::string_view text) {
  if (text.size() > max_version_bytes) return false;
  const auto parts = split_parts(text);
  if (parts.has_epoch && !is_number(parts.epoch)) return false;
  if (parts.has_revision && !is_made_of(parts.revision, "+.~")) return false;
  return is_made_of(parts.upstream, parts.has_epoch ? ".+-~:" : ".+-~") && is_digit(parts.upstream.front());
}

}  // namespace

const Ordering debian = ordering_by_steps<Reader, valid>(Scheme::debian, "deb");

}  // namespace manara::versions
