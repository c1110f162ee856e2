// Orderings against what their specifications say word by word, written here as loops over the texts. The orderings
// themselves read a version into steps; two ways that share nothing but the specification must agree.
#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include "base/strings.h"
#include "versions/version.h"

using namespace manara;
using namespace manara::versions;

namespace {

int sign(int value) {
  return (value > 0) - (value < 0);
}

int compare_digits(std::string a, std::string b) {
  while (a.size() < b.size())
    a.insert(0, 1, '0');
  while (b.size() < a.size())
    b.insert(0, 1, '0');
  return sign(a.compare(b));
}

template <class Test>
std::string take(std::string& text, Test test) {
  std::size_t count = 0;
  while (count < text.size() && test(text[count]))
    ++count;
  auto head = text.substr(0, count);
  text.erase(0, count);
  return head;
}

// deb-version(7), "Sorting algorithm".
int debian_weight(const std::string& part, std::size_t i) {
  if (i >= part.size()) return 0;
  if (part[i] == '~') return -1;
  return is_alpha(part[i]) ? part[i] : part[i] + 256;
}

int compare_debian_part(std::string a, std::string b) {
  while (!a.empty() || !b.empty()) {
    const auto x = take(a, [](char c) { return !is_digit(c); });
    const auto y = take(b, [](char c) { return !is_digit(c); });
    for (std::size_t i = 0; i < std::max(x.size(), y.size()); ++i) {
      if (const int order = debian_weight(x, i) - debian_weight(y, i); order != 0) return sign(order);
    }
    if (const int order = compare_digits(take(a, is_digit), take(b, is_digit)); order != 0) return order;
  }
  return 0;
}

int compare_debian(std::string a, std::string b) {
  const auto epoch = [](std::string& text) {
    const auto colon = text.find(':');
    const auto head = colon == std::string::npos ? "0" : text.substr(0, colon);
    if (colon != std::string::npos) text.erase(0, colon + 1);
    return head;
  };
  const auto revision = [](std::string& text) {
    const auto dash = text.rfind('-');
    const auto tail = dash == std::string::npos ? "0" : text.substr(dash + 1);
    if (dash != std::string::npos) text.erase(dash);
    return tail;
  };
  if (const int order = compare_digits(epoch(a), epoch(b)); order != 0) return order;
  const auto revision_a = revision(a);
  const auto revision_b = revision(b);
  const int order = compare_debian_part(a, b);
  return order != 0 ? order : compare_debian_part(revision_a, revision_b);
}

// rpm-version(7), "Sorting".
int compare_rpm_part(std::string a, std::string b) {
  const auto separates = [](char c) { return !is_alnum(c) && c != '~' && c != '^'; };
  for (;;) {
    take(a, separates);
    take(b, separates);
    const bool tilde_a = a.starts_with('~');
    const bool tilde_b = b.starts_with('~');
    if (tilde_a != tilde_b) return tilde_a ? -1 : 1;
    const bool caret_a = a.starts_with('^');
    const bool caret_b = b.starts_with('^');
    if (caret_a != caret_b) return caret_a ? (b.empty() ? 1 : -1) : (a.empty() ? -1 : 1);
    if (tilde_a || caret_a) {
      a.erase(0, 1);
      b.erase(0, 1);
      continue;
    }
    if (a.empty() || b.empty()) return static_cast<int>(!a.empty()) - static_cast<int>(!b.empty());
    const bool digit_a = is_digit(a.front());
    const bool digit_b = is_digit(b.front());
    if (digit_a != digit_b) return digit_a ? 1 : -1;
    const int order =
        digit_a
            ? compare_digits(take(a, is_digit), take(b, is_digit))
            : sign(take(a, [](char c) { return is_alpha(c); }).compare(take(b, [](char c) { return is_alpha(c); })));
    if (order != 0) return order;
  }
}

// Gem::Version: canonical segments, compared with 0 for what is missing.
std::vector<std::string> gem_segments(const std::string& text) {
  std::string rest;
  for (const char c : text)
    rest += c == '-' ? std::string(".pre.") : std::string(1, c);
  std::vector<std::string> whole;
  std::vector<std::string> part;
  bool words = false;
  const auto close = [&] {
    while (!part.empty() && compare_digits(part.back(), "0") == 0)
      part.pop_back();
    whole.insert(whole.end(), part.begin(), part.end());
    part.clear();
  };
  while (!rest.empty()) {
    take(rest, [](char c) { return c == '.'; });
    auto segment = take(rest, is_digit);
    if (segment.empty()) segment = take(rest, [](char c) { return is_alpha(c); });
    if (segment.empty()) break;
    if (!words && is_alpha(segment.front())) {
      close();
      words = true;
    }
    part.push_back(segment);
  }
  close();
  return whole;
}

int compare_gem(const std::string& a, const std::string& b) {
  auto x = gem_segments(a);
  auto y = gem_segments(b);
  const auto count = std::max(x.size(), y.size());
  x.resize(count, "0");
  y.resize(count, "0");
  for (std::size_t i = 0; i < count; ++i) {
    const bool word_a = is_alpha(x[i].front());
    const bool word_b = is_alpha(y[i].front());
    if (word_a != word_b) return word_a ? -1 : 1;
    const int order = word_a ? sign(x[i].compare(y[i])) : compare_digits(x[i], y[i]);
    if (order != 0) return order;
  }
  return 0;
}

/// A text of up to twelve characters, often two of them close to each other.
std::string text_over(const std::string& characters) {
  std::string text = "1";
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i)
    text += *rc::gen::elementOf(characters);
  return text;
}

template <class Reference>
void agrees(Scheme scheme, const std::string& characters, Reference reference) {
  std::size_t compared = 0;
  CHECK(rc::check("agrees with its specification", [&] {
    for (int pair = 0; pair < 20; ++pair) {
      const auto a = text_over(characters);
      auto b = text_over(characters);
      if (*rc::gen::inRange(0, 2) == 0) b = a.substr(0, *rc::gen::inRange<std::size_t>(1, a.size() + 1)) + b.substr(1);
      const auto order = compare(scheme, a, b);
      if (!order) continue;
      ++compared;
      if (*order != (reference(a, b) <=> 0)) RC_FAIL(a + " and " + b);
    }
  }));
  CHECK(compared > 200);
}

}  // namespace

TEST_CASE("Debian agrees with deb-version(7) read word by word") {
  agrees(Scheme::debian, "0129..~~+-aZz:", compare_debian);
}

TEST_CASE("RPM agrees with rpm-version(7) read word by word") {
  agrees(Scheme::rpm, "0129..~^_+aZz", compare_rpm_part);
}

TEST_CASE("RubyGems agrees with Gem::Version read word by word") {
  agrees(Scheme::gem, "0019...-aZz", compare_gem);
}
