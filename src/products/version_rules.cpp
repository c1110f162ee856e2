#include "products/version_rules.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

#include "base/strings.h"

namespace manara::products {
namespace {

struct NamedRule {
  std::string_view name;
  VersionRule rule;
};
constexpr std::array<NamedRule, 13> rules{{{"display", VersionRule::display},
                                           {"name", VersionRule::name},
                                           {"whole", VersionRule::whole},
                                           {"line", VersionRule::line},
                                           {"branch", VersionRule::branch},
                                           {"java", VersionRule::java},
                                           {"python", VersionRule::python},
                                           {"feature", VersionRule::feature},
                                           {"build", VersionRule::build},
                                           {"year", VersionRule::year},
                                           {"moveit", VersionRule::moveit},
                                           {"apex", VersionRule::apex},
                                           {"none", VersionRule::none}}};

constexpr std::size_t max_version_bytes = 128;

/// Whether `suffix` counts a packager's build: "-2" of PostgreSQL's "15.3-2", "-i601-win10" of OpenVPN's.
bool is_packaging(std::string_view suffix) {
  suffix = suffix.substr(0, suffix.find('-'));
  if (suffix == "x64" || suffix == "x86" || suffix == "arm64") return true;
  if (!suffix.empty() && suffix.front() == 'i') suffix.remove_prefix(1);
  return !suffix.empty() && suffix.size() <= 4 && std::all_of(suffix.begin(), suffix.end(), is_digit);
}

/// "ad 7.1.8" (AnyDesk), "version 8.0": the word before a number says nothing of the version. "beta 0.9" does.
std::string_view without_word(std::string_view version) {
  const auto halves = cut(version, ' ');
  if (!halves || halves->head.empty() || iequals(halves->head, "beta") || iequals(halves->head, "alpha"))
    return version;
  const auto rest = trim(halves->tail);
  const auto letters = std::all_of(halves->head.begin(), halves->head.end(), [](char c) {
    const auto lower = to_lower(c);
    return lower >= 'a' && lower <= 'z';
  });
  return letters && !rest.empty() && is_digit(rest.front()) ? rest : version;
}

/// The next number of a dotted version; nullopt where there is none.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count]))
    ++count;
  const auto number = parse_unsigned(text.substr(0, count));
  if (!number) return std::nullopt;
  text.remove_prefix(count);
  take_prefix(text, ".");
  return number;
}

struct Numbers {
  std::array<std::uint64_t, 4> at{};
  std::size_t count = 0;
};

/// Up to four numbers; none where the text is anything but dotted numbers.
Numbers numbers_of(std::string_view text) {
  Numbers numbers;
  while (!text.empty() && numbers.count < 4) {
    const auto number = take_number(text);
    if (!number) return {};
    numbers.at[numbers.count++] = *number;
  }
  return text.empty() ? numbers : Numbers{};
}

/// Oracle writes 8u361; the entry says 8.0.3610.9 (update × 10), 1.8.0_361 or 8u361. Java 9 and later: 11.0.18.0.
std::string java(std::string_view display, std::string_view in_name) {
  for (auto text : {in_name, display}) {
    if (const auto halves = cut(text, 'u'); halves && parse_unsigned(halves->head) && parse_unsigned(halves->tail)) {
      return std::string(text);
    }
    take_prefix(text, "1.");
    if (const auto halves = cut(text, '_'); halves && parse_unsigned(halves->tail)) {
      return fmt::format("{}u{}", halves->head.substr(0, halves->head.find('.')), halves->tail);
    }
  }
  const auto shown = numbers_of(tidy(display));
  if (shown.count >= 3 && shown.at[0] <= 8) return fmt::format("{}u{}", shown.at[0], shown.at[2] / 10);
  if (shown.count >= 3) return fmt::format("{}.{}.{}", shown.at[0], shown.at[1], shown.at[2]);
  // "Java 8" alone says too little; "Java SE Development Kit 17.0.6" says enough.
  const auto named = numbers_of(in_name);
  return named.count >= 3 && named.at[0] > 8 ? std::string(in_name) : std::string{};
}

/// 3.11.4150.0: micro × 1000 + level (150 is final; below it a, b, rc, which a name would tell).
std::string python(std::string_view display, std::string_view in_name) {
  if (numbers_of(in_name).count >= 3 || in_name.find_first_of("abr") != std::string_view::npos) return tidy(in_name);
  const auto shown = numbers_of(tidy(display));
  if (shown.count < 3) return {};
  const auto micro = shown.at[2] >= 100 ? shown.at[2] / 1000 : shown.at[2];
  return fmt::format("{}.{}.{}", shown.at[0], shown.at[1], micro);
}

constexpr std::uint64_t least_build = 1000;  // no release has a thousand revisions; a build has

VersionFound feature(std::string version) {
  const auto numbers = numbers_of(version);
  if (numbers.count < 3 || numbers.at[2] < least_build) return {std::move(version), Precision::exact};
  return {std::string(leading_numbers(version, 2)), Precision::line};
}

std::string build(std::string_view version) {
  const auto numbers = numbers_of(version);
  if (numbers.count == 0 || numbers.at[numbers.count - 1] < least_build) return {};
  return fmt::format("{}", numbers.at[numbers.count - 1]);
}

std::string apex(std::string version) {
  const auto numbers = numbers_of(version);
  if (numbers.count != 3 || numbers.at[2] < least_build) return version;
  return fmt::format("{}.{}.0.{}", numbers.at[0], numbers.at[1], numbers.at[2]);
}

/// The first number of an installer, counted on to the year that records write; a year stays.
std::string counted_on(std::string version, std::uint64_t years) {
  std::string_view rest = version;
  const auto first = take_number(rest);
  if (!first || *first == 0 || *first >= 100) return version;
  return rest.empty() ? fmt::format("{}", *first + years) : fmt::format("{}.{}", *first + years, rest);
}

}  // namespace

std::string tidy(std::string_view version) {
  version = without_word(trim(version));
  if (version.size() > max_version_bytes) return {};
  if (version.size() > 1 && to_lower(version.front()) == 'v' && is_digit(version[1])) version.remove_prefix(1);
  if (version.size() > 2 && iequals(version.substr(0, 2), "go") && is_digit(version[2])) version.remove_prefix(2);
  version = version.substr(0, version.find_first_of(" \t("));
  version = version.substr(0, version.find("_msi"));       // AnyDesk's other installer: "7.0.14_msi"
  version = version.substr(0, version.find(".windows."));  // Git for Windows' "2.40.1.windows.1"
  if (const auto halves = cut(version, '-'); halves && is_packaging(to_lower(halves->tail))) version = halves->head;
  std::string made(version);
  std::replace(made.begin(), made.end(), ',', '.');
  while (!made.empty() && made.back() == '.')
    made.pop_back();
  return made;
}

std::optional<VersionRule> version_rule(std::string_view name) {
  for (const auto& row : rules) {
    if (row.name == name) return row.rule;
  }
  return std::nullopt;
}

VersionFound apply(VersionRule rule, std::string_view display, std::string_view in_name) {
  display = trim(display);
  if (display.size() > max_version_bytes) display = {};
  switch (rule) {
    case VersionRule::display: return {tidy(display.empty() ? in_name : display), Precision::exact};
    case VersionRule::name: return {tidy(in_name.empty() ? display : in_name), Precision::exact};
    case VersionRule::whole: return {std::string(in_name), Precision::exact};
    case VersionRule::line: return {tidy(in_name), Precision::line};
    case VersionRule::java: return {java(display, in_name), Precision::exact};
    case VersionRule::python: return {python(display, in_name), Precision::exact};
    case VersionRule::branch: return {std::string(leading_numbers(tidy(in_name), 2)), Precision::line};
    case VersionRule::feature: return feature(tidy(display.empty() ? in_name : display));
    case VersionRule::build: return {build(tidy(display.empty() ? in_name : display)), Precision::exact};
    case VersionRule::year: return {counted_on(tidy(display.empty() ? in_name : display), 2000), Precision::exact};
    case VersionRule::moveit: return {counted_on(tidy(display.empty() ? in_name : display), 2008), Precision::exact};
    case VersionRule::apex: return {apex(tidy(display.empty() ? in_name : display)), Precision::exact};
    case VersionRule::none: break;
  }
  return {};
}

bool dotted_less(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    const auto left = a.empty() ? std::uint64_t{0} : take_number(a);
    const auto right = b.empty() ? std::uint64_t{0} : take_number(b);
    if (!left || !right) return false;
    if (*left != *right) return *left < *right;
  }
  return false;
}

std::string_view leading_numbers(std::string_view version, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && (at >= version.size() || version[at++] != '.')) return {};
    const auto start = at;
    while (at < version.size() && is_digit(version[at]))
      ++at;
    if (at == start) return {};
  }
  return version.substr(0, at);
}

}  // namespace manara::products
