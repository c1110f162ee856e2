#include "exposure/group_matcher.h"

#include <algorithm>

#include "base/fnv.h"

namespace manara::exposure {

using versions::Key;
using versions::Scheme;

std::uint64_t vulnerability_key(const Index& index, std::uint32_t cluster) {
  const auto* row = index.cluster(cluster);
  if (row == nullptr) return 0;
  const auto ids = index.part<std::uint32_t>(Section::cluster_ids, row->ids);
  Fnv1a hash;
  hash.add(ids.empty() ? std::string_view{} : index.text(ids.front()));
  return hash.value();
}

GroupMatcher::GroupMatcher(const Index& index)
    : index_(index), matcher_(index), vulnerabilities_(index.all<ClusterRow>(Section::clusters).size(), 0) {}

std::uint64_t GroupMatcher::vulnerability_of(const AffectedRow& row) {
  const auto* advisory = index_.advisory(row.advisory);
  if (advisory == nullptr || advisory->cluster >= vulnerabilities_.size()) return 0;  // a damaged index
  auto& known = vulnerabilities_[advisory->cluster];
  if (known == 0) known = vulnerability_key(index_, advisory->cluster);
  return known;
}

/// Every bound and version has a key of this scheme, and nothing else counts.
bool GroupMatcher::is_plain(const AffectedRow& row, Scheme scheme) const {
  if (static_cast<Scheme>(row.scheme) != scheme || row.arch != no_ref || row.module != no_ref) return false;
  const auto has_keys = [](const RangeRow& range) {
    return ((range.flags & range_from_start) != 0 || range.lo_key != no_ref) &&
           ((range.flags & range_to_end) != 0 || range.hi_key != no_ref);
  };
  const auto ranges = index_.part<RangeRow>(Section::ranges, row.ranges);
  if (scheme == Scheme::dotted &&
      std::ranges::any_of(ranges, [this](const RangeRow& range) { return matcher_.numbers_otherwise(range); })) {
    return false;
  }
  return std::ranges::all_of(ranges, has_keys) &&
         std::ranges::all_of(index_.part<std::uint32_t>(Section::enumerated, row.enumerated),
                             [](std::uint32_t ref) { return (ref & enum_is_text) == 0; });
}

/// Keys lie in the file in their order, so that refs order as the keys do.
void GroupMatcher::number_bounds(std::span<const AffectedRow> rows, Scheme scheme) {
  refs_.clear();
  for (const auto& row : rows) {
    if (!is_plain(row, scheme)) continue;
    for (const auto& range : index_.part<RangeRow>(Section::ranges, row.ranges)) {
      if ((range.flags & range_from_start) == 0) refs_.push_back(range.lo_key);
      if ((range.flags & range_to_end) == 0) refs_.push_back(range.hi_key);
    }
    const auto versions = index_.part<std::uint32_t>(Section::enumerated, row.enumerated);
    refs_.insert(refs_.end(), versions.begin(), versions.end());
  }
  std::ranges::sort(refs_);
  const auto twice = std::ranges::unique(refs_);
  refs_.erase(twice.begin(), twice.end());
}

std::uint32_t GroupMatcher::place_of(Ref key) const {
  return 2 * static_cast<std::uint32_t>(std::ranges::lower_bound(refs_, key) - refs_.begin()) + 1;
}

std::uint32_t GroupMatcher::place_of(const Probe& probe) const {
  const auto key_of = [this](Ref ref) { return index_.key(ref); };
  const auto found = std::ranges::lower_bound(refs_, std::string_view(probe.key), {}, key_of);
  const auto at = 2 * static_cast<std::uint32_t>(found - refs_.begin());
  return found != refs_.end() && key_of(*found) == probe.key ? at + 1 : at;
}

void GroupMatcher::add(const AffectedRow& row, Scheme scheme) {
  Row out{.vulnerability = vulnerability_of(row),
          .row = &row,
          .spans = {static_cast<std::uint32_t>(spans_.size()), 0},
          .versions = {static_cast<std::uint32_t>(versions_.size()), 0},
          .plain = is_plain(row, scheme),
          .otherwise =
              (row.flags & row_any_version) != 0 || ((row.flags & row_incomparable) != 0 && row.enumerated.count == 0)};
  if (out.plain) {
    for (const auto& range : index_.part<RangeRow>(Section::ranges, row.ranges)) {
      const auto first = (range.flags & range_from_start) != 0 ? 0 : place_of(range.lo_key);
      const auto end = (range.flags & range_to_end) != 0
                           ? UINT32_MAX
                           : place_of(range.hi_key) + ((range.flags & range_hi_inclusive) != 0 ? 1U : 0U);
      spans_.push_back({first, end});
    }
    for (const auto ref : index_.part<std::uint32_t>(Section::enumerated, row.enumerated))
      versions_.push_back(place_of(ref));
    out.spans.count = static_cast<std::uint32_t>(spans_.size()) - out.spans.first;
    out.versions.count = static_cast<std::uint32_t>(versions_.size()) - out.versions.first;
  }
  rows_.push_back(out);
}

void GroupMatcher::begin(std::span<const AffectedRow> rows, Scheme scheme) {
  rows_.clear();
  spans_.clear();
  versions_.clear();
  number_bounds(rows, scheme);
  for (const auto& row : rows) {
    if ((row.flags & row_withdrawn) == 0 && vulnerability_of(row) != 0) add(row, scheme);
  }
  std::ranges::sort(rows_, {}, &Row::vulnerability);
}

Verdict GroupMatcher::verdict(const Row& row, const Query& query, const Probe& probe, std::uint32_t place) const {
  if (!row.plain || probe.state != Key::ok) {
    if (static_cast<Scheme>(row.row->scheme) == probe.scheme) return matcher_.judge(*row.row, query, probe).verdict;
    return matcher_.judge(*row.row, query, make_probe(static_cast<Scheme>(row.row->scheme), query.version)).verdict;
  }
  const auto spans = std::span(spans_).subspan(row.spans.first, row.spans.count);
  const auto inside = [place](const Span& span) { return span.first <= place && place < span.end; };
  if (std::ranges::any_of(spans, inside)) return Verdict::affected;
  const auto versions = std::span(versions_).subspan(row.versions.first, row.versions.count);
  if (place % 2 == 1 && std::ranges::binary_search(versions, place)) return Verdict::affected;
  return row.otherwise ? Verdict::undecided : Verdict::not_affected;
}

}  // namespace manara::exposure
