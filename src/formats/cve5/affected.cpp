// The rules are the CVE schema's own algorithm (docs/versions.md there), turned round: not "is V affected?" but "which
// ranges are?". What can't be said in ranges leaves the entry without version data: it then matches as undecided.
#include "formats/cve5/affected.h"

#include <algorithm>
#include <array>

#include "base/strings.h"
#include "formats/comparators.h"
#include "versions/cpe.h"
#include "versions/version.h"

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

bool is_before(std::string_view a, std::string_view b) {
  return versions::compare(versions::Scheme::dotted, a, b) == std::strong_ordering::less;
}

/// Where a range begins. Google's "124.0.6367.60, less than 124.0.6367.60" would hold nothing: the bound is meant, from
/// the beginning. Bounds that stand the wrong way round (17.7.0, less than 17.6.9) hold nobody knows what.
std::string beginning(std::string_view version, std::string_view less_than, std::string_view less_or_equal) {
  if (is_beginning(version) || version == less_than) return "0";
  const auto bound = less_than.empty() ? less_or_equal : less_than;
  return is_before(bound, version) ? "?" : std::string(version);
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
  events.push_back({EventKind::introduced, beginning(version, less_than, less_or_equal)});
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

/// "8.4.2" → "8.5", what comes behind the branch that a bound closes; "" where the bound is no dotted number or has no
/// branch.
std::string behind_branch(std::string_view bound) {
  const auto branch = cut_last(bound, '.');
  if (!branch || !versions::valid(versions::Scheme::dotted, bound)) return {};
  return limit_of_wildcard(std::string(branch->head) + ".*").value_or("");
}

/// "0 to 8.0.39, 0 to 8.4.2, 0 to 9.0.1" says where each branch is mended (Oracle's "8.4.2 and prior", 683 entries of
/// 2022-2024); read as one range, 8.4.7 would be inside 9.0.1's. A bound's range then begins behind the branch of the
/// bound before it: 8.1 to 8.4.2. Bounds of one branch, or no dotted numbers, stay as they are.
void part_branches(std::vector<Range>& ranges) {
  std::vector<Range*> open;
  for (auto& range : ranges) {
    if (range.type == RangeType::git || range.events.size() != 2 || range.events[0].version != "0") continue;
    if (range.events[0].kind != EventKind::introduced || behind_branch(range.events[1].version).empty()) return;
    open.push_back(&range);
  }
  const auto bound = [](const Range* range) -> const std::string& { return range->events[1].version; };
  std::ranges::sort(open, [&](const Range* a, const Range* b) { return is_before(bound(a), bound(b)); });
  for (std::size_t i = 1; i < open.size(); ++i) {
    auto begin = behind_branch(bound(open[i - 1]));
    if (is_before(begin, bound(open[i]))) open[i]->events[0].version = std::move(begin);
  }
}

/// Whether `versions` lists what is affected, and nothing that is not. "Affected unless listed" says nothing beside
/// such a list (2,400 entries of Adobe, Progress and CISA list what is affected up to a bound, and have it all the
/// same): taken at its word, a patched Acrobat would be affected by all that it ever had.
bool lists_only_affected(const json::Value& versions) {
  for (const auto version : versions.elements()) {
    if (!is(version, "affected")) return false;
  }
  return true;
}

bool has_bound(const Range& range) {
  return !range.events.empty() && range.events.back().kind != EventKind::introduced;
}

/// What `defaultStatus: affected` adds. Out: whether something could not be read.
bool read_default(const json::Value& versions, Affected& out) {
  if (lists_only_affected(versions)) {
    if (std::ranges::any_of(out.ranges, has_bound)) return false;
    // Single versions without a bound leave it open whether later ones are mended: the rest is undecided, which a list
    // beside it would decide.
    for (auto& version : out.versions)
      out.ranges.push_back({.events = {{EventKind::introduced, version}, {EventKind::last_affected, version}}});
    out.versions.clear();
    return true;
  }
  auto events = all_but_unaffected(versions);
  if (events.empty()) return true;
  out.ranges.push_back({.events = std::move(events)});
  return false;
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
  part_branches(out.ranges);
  if (iequals(entry["defaultStatus"].string(), "affected") && entry["versions"].size() > 0) {
    unread = read_default(entry["versions"], out) || unread;
  }
  out.any_version = out.ranges.empty() && out.versions.empty();
  // A range that could not be read beside others that could: those stay, and the rest is said as undecidable.
  if (unread && !out.any_version) out.ranges.push_back({.events = {{EventKind::introduced, "?"}}});
}

/// "microsoft:office … macos" is no other name of what the entry calls "Office 2019 for Mac": taken for one, it would
/// be matched by Office on Windows. The entry's own name stays.
bool for_another_system(const versions::Cpe& cpe) {
  constexpr std::array<std::string_view, 7> systems{"android", "ipad_os",  "ipados", "iphone_os",
                                                    "mac_os",  "mac_os_x", "macos"};
  return std::ranges::find(systems, cpe[versions::CpePart::target_sw].text) != systems.end();
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
    if (!cpe || cpe->vendor().empty() || cpe->product().empty() || for_another_system(*cpe)) continue;
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
