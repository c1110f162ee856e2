// What needs the order of versions: sorting, checking, containment.
#include "versions/vers_check.h"

#include <algorithm>

#include "base/strings.h"
#include "versions/ecosystem.h"

namespace manara::versions {
namespace {

/// The ordering of a VERS type: its own name, or that of the purl type's ecosystem.
const Ordering* ordering_of(std::string_view type) {
  if (type == "intdot") return &ordering(Scheme::dotted);
  if (type == "alpine") return &ordering(Scheme::apk);
  if (const auto* named = find_ordering(type)) return named;
  const auto* ecosystem = ecosystem_of_purl(type, "");
  return ecosystem != nullptr ? &ordering(ecosystem->scheme) : nullptr;
}

/// intdot: "interpretation of the version should stop at the first character that is not a digit or a dot".
std::string_view part_that_counts(std::string_view type, std::string_view version) {
  if (type != "intdot") return version;
  version = version.substr(0, version.find_first_not_of("0123456789."));
  while (version.ends_with('.'))
    version.remove_suffix(1);
  return version;
}

bool is_lesser(Comparator comparator) {
  return comparator == Comparator::less || comparator == Comparator::less_equal;
}

bool is_greater(Comparator comparator) {
  return comparator == Comparator::greater || comparator == Comparator::greater_equal;
}

bool includes_its_version(Comparator comparator) {
  return comparator == Comparator::equal || comparator == Comparator::less_equal ||
         comparator == Comparator::greater_equal;
}

std::string written(const Constraint& constraint) {
  auto text = to_string(Vers{.type = "x", .constraints = {constraint}});
  return text.substr(text.find('/') + 1);
}

std::unexpected<Error> bad_sequence(const Constraint& first, const Constraint& second) {
  return fail(Code{"vers_bad_sequence"}, {written(first), written(second)});
}

/// No text twice, in any place: where the order is not known, equal versions need not be neighbours.
Status check_unique(const Vers& range) {
  std::vector<std::string_view> texts;
  texts.reserve(range.constraints.size());
  for (const auto& each : range.constraints)
    texts.push_back(each.version);
  std::ranges::sort(texts);
  const auto twice = std::ranges::adjacent_find(texts);
  if (twice != texts.end()) return fail(Code{"vers_repeated_version"}, {std::string(*twice)});
  return {};
}

Status check_order(const Vers& range) {
  for (std::size_t i = 0; i + 1 < range.constraints.size(); ++i) {
    const auto& first = range.constraints[i];
    const auto& second = range.constraints[i + 1];
    const auto order = compare_versions(range.type, first.version, second.version);
    if (order == std::strong_ordering::equal) return fail(Code{"vers_repeated_version"}, {second.version});
    if (order == std::strong_ordering::greater) return fail(Code{"vers_not_sorted"}, {written(first), written(second)});
  }
  return {};
}

/// The interval test on sorted constraints without "=" and "!=". Of several lower bounds in a row the first counts, of
/// several upper ones the last (VERS, "Simplifying constraints"). `order[i]`: the version against constraint i.
bool inside_intervals(const std::vector<Comparator>& bounds, const std::vector<std::strong_ordering>& order) {
  bool above_lower = true;  // no lower bound yet: from the beginning
  bool open = true;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (is_greater(bounds[i])) {
      if (i > 0 && is_greater(bounds[i - 1])) continue;
      above_lower = order[i] > 0;
      open = true;
    } else {
      if (i + 1 < bounds.size() && is_lesser(bounds[i + 1])) continue;
      if (open && above_lower && order[i] < 0) return true;
      open = false;
    }
  }
  return open && above_lower && !bounds.empty();
}

}  // namespace

std::optional<std::strong_ordering> compare_versions(std::string_view type, std::string_view a, std::string_view b) {
  const auto* rules = ordering_of(type);
  if (rules == nullptr) return std::nullopt;
  a = part_that_counts(type, a);
  b = part_that_counts(type, b);
  if (!rules->valid(a) || !rules->valid(b)) return std::nullopt;
  return rules->compare(a, b);
}

void sort_constraints(Vers& range) {
  const auto* rules = ordering_of(range.type);
  if (rules == nullptr) return;
  const auto part = [&](const Constraint& constraint) { return part_that_counts(range.type, constraint.version); };
  if (!std::ranges::all_of(range.constraints, [&](const Constraint& each) { return rules->valid(part(each)); })) return;
  std::ranges::stable_sort(range.constraints, [&](const Constraint& a, const Constraint& b) {
    const auto order = rules->compare(part(a), part(b));
    return order != 0 ? order < 0 : a.comparator < b.comparator;
  });
}

Status check_sequence(const Vers& range) {
  MANARA_CHECK(check_unique(range));
  MANARA_CHECK(check_order(range));
  const Constraint* last = nullptr;        // but for "!="
  const Constraint* last_bound = nullptr;  // but for "!=" and "="
  for (const auto& each : range.constraints) {
    if (each.comparator == Comparator::not_equal) continue;
    if (last != nullptr && last->comparator == Comparator::equal && is_lesser(each.comparator))
      return bad_sequence(*last, each);
    if (each.comparator != Comparator::equal) {
      if (last_bound != nullptr && is_lesser(last_bound->comparator) == is_lesser(each.comparator))
        return bad_sequence(*last_bound, each);
      last_bound = &each;
    }
    last = &each;
  }
  return {};
}

std::optional<bool> contains(const Vers& range, std::string_view version) {
  if (range.type == "none") return false;
  if (range.any || range.type == "all") return true;
  std::vector<Comparator> bounds;
  std::vector<std::strong_ordering> order;
  bool excluded = false;
  bool included = false;
  for (const auto& each : range.constraints) {
    const auto against = compare_versions(range.type, version, each.version);
    if (!against) return std::nullopt;
    if (*against == 0) {
      included = included || includes_its_version(each.comparator);
      excluded = excluded || each.comparator == Comparator::not_equal;
    }
    if (!is_lesser(each.comparator) && !is_greater(each.comparator)) continue;
    bounds.push_back(each.comparator);
    order.push_back(*against);
  }
  if (included || excluded) return included;
  const bool only_exclusions = std::ranges::all_of(
      range.constraints, [](const Constraint& each) { return each.comparator == Comparator::not_equal; });
  if (only_exclusions) return !range.constraints.empty();
  return inside_intervals(bounds, order);
}

}  // namespace manara::versions
