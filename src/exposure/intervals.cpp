#include "exposure/intervals.h"

#include <algorithm>

namespace manara::exposure {
namespace {

using versions::Key;
using versions::Scheme;

struct Bound {
  const RangeEvent* event;
  std::string key{};
  Key state = Key::ok;
  bool from_start = false;
};

bool before(Scheme scheme, const Bound& a, const Bound& b) {
  if (a.from_start || b.from_start) return a.from_start && !b.from_start;
  if (a.state == Key::ok && b.state == Key::ok) return a.key < b.key;
  return versions::compare(scheme, a.event->version, b.event->version) == std::strong_ordering::less;
}

/// The events with their keys. Each "introduced" with what closes it is one group; a group with a bound that can't be
/// ordered is dropped whole, for without its other half a bound would say something that the source did not.
std::vector<Bound> ordered_bounds(Scheme scheme, const Range& range, bool& incomparable) {
  std::vector<Bound> bounds;
  std::size_t group = 0;
  bool spoiled = false;
  const auto end_group = [&] {
    if (spoiled) bounds.erase(bounds.begin() + static_cast<std::ptrdiff_t>(group), bounds.end());
    incomparable = incomparable || spoiled;
    group = bounds.size();
    spoiled = false;
  };
  for (const auto& event : range.events) {
    // OSV schema, "limit": "*" is infinity, and what an event without a limit means anyway.
    if (event.kind == EventKind::limit && event.version == "*") continue;
    if (event.kind == EventKind::introduced) end_group();
    Bound bound{.event = &event};
    bound.from_start = event.kind == EventKind::introduced && (event.version == "0" || event.version.empty());
    if (!bound.from_start) bound.state = versions::append_key(scheme, event.version, bound.key);
    spoiled = spoiled || bound.state == Key::unparsable;
    bounds.push_back(std::move(bound));
  }
  end_group();
  std::ranges::stable_sort(bounds, [&](const Bound& a, const Bound& b) { return before(scheme, a, b); });
  return bounds;
}

Upper upper_of(EventKind kind) {
  switch (kind) {
    case EventKind::last_affected: return Upper::last_affected;
    case EventKind::limit: return Upper::limit;
    default: return Upper::fixed;
  }
}

}  // namespace

Intervals intervals_of(Scheme scheme, const Range& range) {
  Intervals out;
  if (range.type == RangeType::git) {
    out.incomparable = true;
    return out;
  }
  bool is_open = false;
  for (auto& bound : ordered_bounds(scheme, range, out.incomparable)) {
    if (bound.event->kind == EventKind::introduced) {
      if (is_open) continue;
      is_open = true;
      Interval interval;
      if (!bound.from_start) {
        interval.lo = bound.event->version;
        interval.lo_key = std::move(bound.key);
      }
      out.list.push_back(std::move(interval));
    } else if (is_open) {
      is_open = false;
      auto& interval = out.list.back();
      interval.hi = bound.event->version;
      interval.hi_key = std::move(bound.key);
      interval.upper = upper_of(bound.event->kind);
    }
  }
  return out;
}

Probe make_probe(Scheme scheme, std::string_view version) {
  Probe probe{.scheme = scheme, .version = version};
  probe.state = versions::append_key(scheme, version, probe.key);
  return probe;
}

std::strong_ordering compare_bound(const Probe& version, std::string_view bound_key, std::string_view bound_text) {
  if (version.state == Key::ok && !bound_key.empty()) return std::string_view(version.key) <=> bound_key;
  return versions::ordering(version.scheme).compare(version.version, bound_text);
}

bool inside(const Probe& version, const Interval& interval) {
  if (!interval.lo.empty() && compare_bound(version, interval.lo_key, interval.lo) < 0) return false;
  if (interval.upper == Upper::open) return true;
  const auto order = compare_bound(version, interval.hi_key, interval.hi);
  return interval.upper == Upper::last_affected ? order <= 0 : order < 0;
}

}  // namespace manara::exposure
