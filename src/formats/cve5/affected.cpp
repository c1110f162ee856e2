// The rules are the CVE schema's own algorithm (docs/versions.md there), turned round: not "is V affected?" but "which
// ranges are?". What can't be said in ranges leaves the entry without version data: it then matches as undecided.
#include "formats/cve5/affected.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "formats/comparators.h"
#include "versions/cpe.h"

namespace manara::formats::cve5_record {
namespace {

using Events = std::vector<RangeEvent>;

/// Words that stand where a name or version should.
bool says_nothing(std::string_view text) {
  constexpr std::array<std::string_view, 9> empty{"",        "n/a",           "na",   "-", "none", "unspecified",
                                                  "unknown", "not specified", "n\\/a"};
  return std::ranges::any_of(empty, [&](std::string_view word) { return iequals(trim(text), word); });
}

bool is_beginning(std::string_view version) {
  return version == "0" || version == "*" || says_nothing(version);
}

bool is_everything(std::string_view version) {
  return version == "*" || iequals(version, "all") || iequals(version, "all versions");
}

/// "3.*" → the limit "4"; nullopt for another text.
std::optional<std::string> limit_of_wildcard(std::string_view version) {
  if (!take_suffix(version, ".*")) return std::nullopt;
  const auto dot = version.rfind('.');
  const auto last = parse_unsigned(dot == std::string_view::npos ? version : version.substr(dot + 1));
  if (!last) return std::nullopt;
  const auto head = dot == std::string_view::npos ? std::string_view{} : version.substr(0, dot + 1);
  return std::string(head) + std::to_string(*last + 1);
}

void close(Events& events, std::string_view bound, EventKind kind) {
  if (bound == "*") return;
  if (auto limit = limit_of_wildcard(bound)) {
    events.push_back({EventKind::limit, std::move(*limit)});
  } else {
    events.push_back({kind, std::string(bound)});
  }
}

bool is(const json::Value& version, std::string_view status) {
  return iequals(version["status"].string(), status);
}

/// The events of one entry of `versions` that is a range; empty where it is a single version.
Events events_of(const json::Value& entry) {
  const auto version = trim(entry["version"].string());
  const auto less_than = trim(entry["lessThan"].string());
  const auto less_or_equal = trim(entry["lessThanOrEqual"].string());
  Events events;
  if (less_than.empty() && less_or_equal.empty() && entry["changes"].size() == 0) {
    if (is_everything(version)) return {{EventKind::introduced, "0"}};
    return comparators(version);
  }
  events.push_back({EventKind::introduced, is_beginning(version) ? "0" : std::string(version)});
  for (const auto change : entry["changes"].elements()) {
    const auto at = trim(change["at"].string());
    if (!at.empty())
      events.push_back({is(change, "affected") ? EventKind::introduced : EventKind::fixed, std::string(at)});
  }
  if (events.back().kind == EventKind::introduced || entry["changes"].size() == 0) {
    // "< 2.0" in lessThan as well.
    auto bound = less_than.empty() ? less_or_equal : less_than;
    take_prefix(bound, "<");
    if (!bound.empty()) close(events, trim(bound), less_than.empty() ? EventKind::last_affected : EventKind::fixed);
  }
  return events;
}

/// All versions but those listed as unaffected; empty where that can't be said in ranges.
Events all_but_unaffected(const json::Value& versions) {
  Events events{{EventKind::introduced, "0"}};
  for (const auto entry : versions.elements()) {
    if (!is(entry, "unaffected")) continue;
    const auto version = trim(entry["version"].string());
    const auto less_than = trim(entry["lessThan"].string());
    const auto less_or_equal = trim(entry["lessThanOrEqual"].string());
    // A single unaffected version, or one after which it begins anew, has no place in half-open ranges.
    if (less_than.empty() && less_or_equal != "*") return {};
    if (is_beginning(version)) {
      events.front().version = std::string(less_than);
      continue;
    }
    events.push_back({EventKind::fixed, std::string(version)});
    if (!less_than.empty() && less_than != "*") events.push_back({EventKind::introduced, std::string(less_than)});
  }
  return events;
}

/// Whether an enumerated text may be one version: "1.2.3", not "before 1.2" or "1.0 through 1.4".
bool one_version(std::string_view text) {
  return !text.empty() && text.size() <= 100 && text.find(' ') == std::string_view::npos;
}

void read_versions(const json::Value& entry, Affected& out) {
  bool unread = false;
  for (const auto version : entry["versions"].elements()) {
    if (out.version_type.empty()) out.version_type = version["versionType"].text();
    if (!is(version, "affected")) continue;
    const auto text = trim(version["version"].string());
    auto events = events_of(version);
    const auto git = iequals(version["versionType"].string(), "git");
    if (!events.empty()) {
      out.ranges.push_back({.type = git ? RangeType::git : RangeType::ecosystem, .events = std::move(events)});
    } else if (!says_nothing(text) && one_version(text)) {
      out.versions.emplace_back(text);
    } else {
      unread = true;
    }
  }
  if (iequals(entry["defaultStatus"].string(), "affected") && entry["versions"].size() > 0) {
    auto events = all_but_unaffected(entry["versions"]);
    if (events.empty()) {
      unread = true;
    } else {
      out.ranges.push_back({.events = std::move(events)});
    }
  }
  out.any_version = out.ranges.empty() && out.versions.empty();
  // A range that could not be read beside others that could: those stay, and the rest is said as undecidable.
  if (unread && !out.any_version) out.ranges.push_back({.events = {{EventKind::introduced, "?"}}});
}

}  // namespace

void add_affected(const json::Value& entry, std::vector<Affected>& out) {
  Affected affected;
  affected.vendor = std::string(trim(entry["vendor"].string()));
  affected.name = std::string(trim(entry["product"].string()));
  if (says_nothing(affected.name)) affected.name = std::string(trim(entry["packageName"].string()));
  read_versions(entry, affected);
  std::vector<Affected> named;
  if (!says_nothing(affected.name) && !says_nothing(affected.vendor)) named.push_back(affected);
  for (const auto text : entry["cpes"].elements()) {
    const auto cpe = versions::parse_cpe(text.string());
    if (!cpe || cpe->vendor().empty() || cpe->product().empty()) continue;
    Affected by_cpe = affected;
    by_cpe.vendor = cpe->vendor();
    by_cpe.name = cpe->product();
    named.push_back(std::move(by_cpe));
  }
  for (auto& one : named) {
    if (std::ranges::find(out, one) == out.end()) out.push_back(std::move(one));
  }
}

}  // namespace manara::formats::cve5_record
