#include "exposure/normalise.h"

#include <algorithm>
#include <array>
#include <functional>

#include "base/strings.h"
#include "exposure/index.h"
#include "exposure/intervals.h"
#include "exposure/scheme.h"

namespace manara::exposure {
namespace {

// The errata of these distributions name CVEs only in `related`: of 5,680 AlmaLinux records 4,474 do, none has an
// alias.
constexpr std::array<std::string_view, 14> errata_prefixes{"ALSA-", "ALBA-", "ALEA-", "RHSA-",   "RHBA-",
                                                           "RHEA-", "RLSA-", "RLBA-", "RLEA-",   "RXSA-",
                                                           "ELSA-", "ELBA-", "ELEA-", "SUSE-SU-"};

bool is_erratum(std::string_view id) {
  return std::ranges::any_of(errata_prefixes, [&](std::string_view prefix) { return id.starts_with(prefix); });
}

template <typename T>
void sort_unique(std::vector<T>& list) {
  std::ranges::sort(list);
  const auto tail = std::ranges::unique(list);
  list.erase(tail.begin(), tail.end());
}

/// Versions inside the entry's own ranges say nothing more: 0.15 MB instead of 1.2 MB for PyPI's facts.
void drop_covered_versions(Affected& affected) {
  if (affected.ranges.empty() || affected.versions.empty()) return;
  const auto scheme = place_of(affected).scheme;
  std::vector<Interval> intervals;
  for (const auto& range : affected.ranges) {
    auto found = intervals_of(scheme, range);
    std::ranges::move(found.list, std::back_inserter(intervals));
  }
  if (intervals.empty()) return;
  std::erase_if(affected.versions, [&](const std::string& version) {
    const auto probe = make_probe(scheme, version);
    return probe.state != versions::Key::unparsable &&
           std::ranges::any_of(intervals, [&](const Interval& interval) { return inside(probe, interval); });
  });
}

void normalise(Affected& affected) {
  const auto is_git = [](const Range& range) { return range.type == RangeType::git; };
  const bool decided_otherwise =
      !affected.versions.empty() || std::ranges::any_of(affected.ranges, std::not_fn(is_git));
  if (decided_otherwise) std::erase_if(affected.ranges, is_git);
  sort_unique(affected.versions);
  sort_unique(affected.unaffected);
  drop_covered_versions(affected);
}

}  // namespace

std::vector<std::string> fixed_cves(const Advisory& advisory) {
  std::vector<std::string> cves;
  const auto take = [&](const std::vector<std::string>& ids) {
    std::ranges::copy_if(ids, std::back_inserter(cves),
                         [](const std::string& id) { return cve_number(id).has_value(); });
  };
  if (cve_number(advisory.id)) cves.push_back(advisory.id);
  take(advisory.aliases);
  take(advisory.upstream);
  if (is_erratum(advisory.id)) take(advisory.related);
  sort_unique(cves);
  return cves;
}

int id_rank(std::string_view id) {
  if (cve_number(id)) return 3;
  if (id.starts_with("GHSA-")) return 1;
  constexpr std::array<std::string_view, 21> distribution{
      "DSA-", "DLA-",   "DTSA-", "DEBIAN-", "ELA-",  "USN-",        "UBUNTU-", "LSN-",  "ALPINE-", "SUSE-", "openSUSE-",
      "ASA-", "MGASA-", "OESA-", "AZL-",    "BELL-", "CLEANSTART-", "ECHO-",   "MINI-", "PHSA-",   "CGA-"};
  const auto starts = [&](std::string_view prefix) { return id.starts_with(prefix); };
  return is_erratum(id) || std::ranges::any_of(distribution, starts) ? 0 : 2;
}

Status normalise(Advisory& advisory) {
  // Go's records carry the zero time of its library, 0001-01-01, where no date was set.
  const Date first_cve = *parse_date("1988-01-01");
  for (auto* date : {&advisory.published, &advisory.modified}) {
    if (*date && **date < first_cve) date->reset();
  }
  std::erase(advisory.aliases, advisory.id);
  for (auto* ids : {&advisory.aliases, &advisory.upstream, &advisory.related})
    std::erase(*ids, "");
  sort_unique(advisory.aliases);
  sort_unique(advisory.upstream);
  sort_unique(advisory.related);
  sort_unique(advisory.cvss);
  for (auto& affected : advisory.affected)
    normalise(affected);
  if (is_erratum(advisory.id) && fixed_cves(advisory).empty() && advisory.id.find("SA-") == std::string::npos) {
    return fail(Code{"record_not_security"});
  }
  return {};
}

}  // namespace manara::exposure
