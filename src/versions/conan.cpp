// Conan 2, "Version ranges and comparison": items between dots, a pre-release after the last "-", a build after the
// last
// "+". Items compare one by one, the shorter list first; numbers as numbers, anything else as text. Zeros at the end of
// a list are dropped ("1" = "1.0"). A pre-release sorts before none, a build after none.
//
// A number and a word compare as texts, so 9 < 10 < "1a" < 9: an item that begins with a digit and is no number has no
// place in an order. Versions with one have no key; comparing them pair by pair gives what Conan gives.
#include <array>

#include "versions/orderings.h"
#include "versions/steps.h"

namespace manara::versions {
namespace {

/// low_text and high_text: before and after all numbers, by the first character.
enum Rank : unsigned char { end = 1, low_text, number, high_text, mixed_text };

class Reader {
 public:
  explicit Reader(std::string_view text) {
    if (const auto plus = cut_last(text, '+')) {
      text = plus->head;
      enter(plus->tail, build);
    }
    enter(text, items);
  }

  Step next() {
    if (in_list_) {
      if (lists_[part_].more) return take_item(lists_[part_]);
      in_list_ = false;
      ++part_;
      return {.rank = end, .value = Value::none};
    }
    if (part_ == lists_.size()) return {.rank = 1};
    const bool present = lists_[part_].present;
    const bool lower = part_ == build ? !present : present;
    in_list_ = present;
    if (!present) ++part_;
    return {.rank = static_cast<unsigned char>(lower ? 1 : 2), .value = Value::none};
  }

 private:
  /// Each list with the pre-release of its own after it.
  enum Part : std::size_t { items, items_pre, build, build_pre };
  static constexpr std::size_t part_count = 4;
  struct List {
    std::string_view rest{};
    bool present = false;
    bool more = false;
  };

  void enter(std::string_view text, std::size_t part) {
    if (const auto dash = cut_last(text, '-')) {
      text = dash->head;
      lists_[part + 1] = list_of(dash->tail);
    }
    lists_[part] = list_of(text);
  }

  static List list_of(std::string_view text) {
    while (!text.empty()) {
      const auto dot = text.rfind('.');
      const auto last = dot == std::string_view::npos ? text : text.substr(dot + 1);
      if (last.empty() || !is_zero(last)) break;
      if (dot == std::string_view::npos) return {.present = true};  // nothing but zeros: no items
      text = text.substr(0, dot);
    }
    return {.rest = text, .present = true, .more = true};
  }

  static Step take_item(List& list) {
    const auto dot = list.rest.find('.');
    const auto item = list.rest.substr(0, dot);
    list.more = dot != std::string_view::npos;
    list.rest.remove_prefix(list.more ? dot + 1 : list.rest.size());
    if (is_number(item)) return {.rank = number, .value = Value::number, .text = item};
    unsigned char rank = low_text;
    if (!item.empty() && item.front() > '9') rank = high_text;
    if (!item.empty() && is_digit(item.front())) rank = mixed_text;
    return {.rank = rank, .value = Value::text, .text = item};
  }

  std::array<List, part_count> lists_{};
  std::size_t part_ = items;
  bool in_list_ = true;
};

bool is_item(const Step& step) {
  return step.value == Value::number || step.value == Value::text;
}

std::string_view written(const Step& item) {
  if (item.value != Value::number) return item.text;
  const auto first = item.text.find_first_not_of('0');
  return first == std::string_view::npos ? "0" : item.text.substr(first);
}

std::strong_ordering compare(std::string_view a, std::string_view b) {
  Reader left(a);
  Reader right(b);
  for (;;) {
    const Step x = left.next();
    const Step y = right.next();
    const bool as_text = is_item(x) && is_item(y) && (x.rank != number || y.rank != number);
    const auto order = as_text ? written(x) <=> written(y) : steps::compare(x, y);
    if (order != 0 || x.value == Value::stop) return order;
  }
}

// Conan takes any text. Here a version has a digit (not "latest") and at most one build.
bool valid(std::string_view text) {
  return is_made_of(text, "._-+") && has_digit(text) && text.find('+') == text.rfind('+');
}

}  // namespace

const Ordering conan{Scheme::conan, "conan", valid, compare, append_steps_key<Reader, valid, mixed_text>};

}  // namespace manara::versions
