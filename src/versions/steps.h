/// Most orderings say: go through both versions from the left, and the first difference decides. So each is written as
/// a reader that turns a version into steps, and one pair of functions here compares two versions step by step or
/// writes the steps down as a key. What the scheme's specification says in words ("a tilde sorts before the end") is a
/// rank in its reader.
///
/// A reader is made from a text (any text, without failing) and has `Step next()`. Its last step has `Value::stop`,
/// whose rank says what comes before and after the end; next() is not called again. Two readers that gave equal steps
/// so far are in equal states, so steps of one rank have one kind of value. No step allocates.
#pragma once

#include <algorithm>
#include <compare>

#include "base/strings.h"
#include "versions/key.h"
#include "versions/version.h"

namespace manara::versions {

enum class Value : std::uint8_t {
  none,    ///< the rank says all
  number,  ///< `text` holds digits, leading zeros allowed
  text,    ///< bytes of `text`, none of them zero
  folded,  ///< the same without case
  count,   ///< `count`, the smaller first
  fewer,   ///< `count`, the greater first
  stop,    ///< the last step
};

struct Step {
  unsigned char rank = 0;
  Value value = Value::stop;
  std::string_view text{};
  std::uint32_t count = 0;
};

namespace steps {

inline int compare_folded(std::string_view a, std::string_view b) {
  const auto shared = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < shared; ++i) {
    const auto x = static_cast<unsigned char>(to_lower(a[i]));
    const auto y = static_cast<unsigned char>(to_lower(b[i]));
    if (x != y) return x < y ? -1 : 1;
  }
  return a.size() == b.size() ? 0 : (a.size() < b.size() ? -1 : 1);
}

inline std::strong_ordering compare(const Step& a, const Step& b) {
  if (a.rank != b.rank) return a.rank <=> b.rank;
  switch (a.value) {
    case Value::number: return compare_numbers(a.text, b.text) <=> 0;
    case Value::text: return a.text <=> b.text;
    case Value::folded: return compare_folded(a.text, b.text) <=> 0;
    case Value::count: return a.count <=> b.count;
    case Value::fewer: return b.count <=> a.count;
    case Value::none:
    case Value::stop: break;
  }
  return std::strong_ordering::equal;
}

inline void append(const Step& step, std::string& key) {
  key.push_back(static_cast<char>(step.rank));
  switch (step.value) {
    case Value::number: append_number(key, step.text); break;
    case Value::text: key.append(step.text).push_back('\0'); break;
    case Value::folded:
      for (const char c : step.text)
        key.push_back(to_lower(c));
      key.push_back('\0');
      break;
    case Value::count: append_count(key, step.count); break;
    case Value::fewer: append_count(key, 0xffffff - step.count); break;
    case Value::none:
    case Value::stop: break;
  }
}

}  // namespace steps

/// The first step that differs decides.
template <class Reader>
std::strong_ordering compare_readers(Reader left, Reader right) {
  for (;;) {
    const Step x = left.next();
    const Step y = right.next();
    const auto order = steps::compare(x, y);
    if (order != 0 || x.value == Value::stop) return order;
  }
}

template <class Reader>
std::strong_ordering compare_steps(std::string_view a, std::string_view b) {
  return compare_readers(Reader(a), Reader(b));
}

/// No rank: see append_steps_key.
inline constexpr unsigned char every_step_ordered = 0;

/// Writes the steps of a valid text down. No step's bytes are the head of another's of the same rank, so memcmp meets
/// the first step that differs. A version with a step of rank `unordered` has no key (the file that names it says why).
template <class Reader, bool (*valid)(std::string_view), unsigned char unordered = every_step_ordered>
Key append_steps_key(std::string_view version, std::string& key) {
  if (!valid(version)) return Key::unparsable;
  const auto start = key.size();
  Reader reader(version);
  for (;;) {
    const Step step = reader.next();
    if (unordered != every_step_ordered && step.rank == unordered) {
      key.resize(start);
      return Key::none;
    }
    steps::append(step, key);
    if (step.value == Value::stop) return Key::ok;
  }
}

/// The row of an ordering that is a reader and a grammar.
template <class Reader, bool (*valid)(std::string_view)>
constexpr Ordering ordering_by_steps(Scheme scheme, std::string_view name) {
  return {scheme, name, valid, compare_steps<Reader>, append_steps_key<Reader, valid>};
}

}  // namespace manara::versions
