// Arch Linux, vercmp(8): [epoch:]pkgver[-pkgrel]. Runs of digits and of ASCII letters, with separators between them.
// The longer separator is newer; after equal ones a number is newer than a word. At the end, a word that follows
// directly is older than the end ("1.0rc" < "1.0"), anything else newer ("1.0" < "1.0.a").
//
// Where one of two versions has no pkgrel, vercmp compares without it: "1.5-1" = "1.5" = "1.5-2", though "1.5-1" <
// "1.5-2". That is no order that a key could keep, so only versions with a pkgrel, which is what packages have, get
// one.
#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

struct Parts {
  std::string_view epoch{}, version{}, release{};
  bool has_epoch = false, has_release = false;
};

Parts split_parts(std::string_view text) {
  Parts parts;
  auto after_digits = text;
  const auto digits = take_digits(after_digits);
  if (take_char(after_digits, ':')) {
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
  explicit Reader(std::string_view text) : Reader(split_parts(text)) {}
  explicit Reader(const Parts& parts) : parts_(parts) {}

  Step next() {
    if (part_ == Part::epoch) {
      part_ = Part::version;
      rest_ = parts_.version;
      return {.rank = number, .value = Value::number, .text = parts_.epoch};
    }
    if (const auto separators = pass_separators(); separators > 0 && !rest_.empty()) {
      separated_ = true;
      return {.rank = separator, .value = Value::count, .count = separators};
    }
    if (!rest_.empty()) return take_run();
    separated_ = false;
    if (part_ == Part::release || !parts_.has_release) return {.rank = end};
    part_ = Part::release;
    rest_ = parts_.release;
    return {.rank = end, .value = Value::none};
  }

 private:
  enum class Part : std::uint8_t { epoch, version, release };
  enum Rank : unsigned char { word = 1, end, number, separator };

  std::uint32_t pass_separators() {
    if (separated_) return 0;
    std::uint32_t count = 0;
    for (; !rest_.empty() && !is_alnum(rest_.front()); ++count)
      rest_.remove_prefix(1);
    return count;
  }

  Step take_run() {
    separated_ = false;
    if (is_digit(rest_.front())) return {.rank = number, .value = Value::number, .text = take_digits(rest_)};
    return {.rank = word, .value = Value::text, .text = take_letters(rest_)};
  }

  Parts parts_;
  std::string_view rest_{};
  Part part_ = Part::epoch;
  bool separated_ = false;  // the separators before the next run are given
};

// PKGBUILD(5), with the characters that Arch's guidelines for pkgver name. A separator at the end is refused: vercmp
// has no consistent answer for it ("1." < "1.5" < "1..a" < "1.").
bool valid(std::string_view text) {
  if (text.size() > max_version_bytes) return false;
  const auto parts = split_parts(text);
  if (parts.has_epoch && parts.epoch.empty()) return false;
  if (parts.has_release && !(is_made_of(parts.release, ".") && is_alnum(parts.release.back()))) return false;
  return is_made_of(parts.version, "._+~") && is_alnum(parts.version.back()) && has_digit(parts.version);
}

std::strong_ordering compare(std::string_view a, std::string_view b) {
  auto x = split_parts(a);
  auto y = split_parts(b);
  x.has_release = y.has_release = x.has_release && y.has_release;
  return compare_readers(Reader(x), Reader(y));
}

Key append_key(std::string_view version, std::string& key) {
  if (!valid(version)) return Key::unparsable;
  return split_parts(version).has_release ? append_steps_key<Reader, valid>(version, key) : Key::none;
}

}  // namespace

const Ordering alpm{Scheme::alpm, "alpm", valid, compare, append_key};

}  // namespace manara::versions
