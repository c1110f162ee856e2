/// One package against many installed versions of it, as a nation has them. Each bound of its advisories becomes a
/// number once; then a test of a range is two comparisons of integers, where a look-up compares keys in the mapped file
/// (bench_estate: 6 times as fast). Says what Matcher says, for those who ask neither for an architecture nor a module.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "exposure/index.h"
#include "exposure/matcher.h"

namespace manara::exposure {

/// What a component is exposed to: sorted by vulnerability, each once.
struct GroupMatch {
  std::uint64_t vulnerability = 0;  ///< vulnerability_key of the cluster
  bool undecided = false;
  bool operator==(const GroupMatch&) const = default;
};

class GroupMatcher {
 public:
  explicit GroupMatcher(const Index& index);

  /// The rows of the package at hand, and the ordering of the versions that will be asked for.
  void begin(std::span<const AffectedRow> rows, versions::Scheme scheme);
  /// Calls `found` with a GroupMatch for each vulnerability that affects the version or can't be decided.
  template <typename Found>
  void match(const Query& query, const Probe& probe, Found&& found);

 private:
  struct Row {
    std::uint64_t vulnerability;
    const AffectedRow* row;
    Slice spans;     // of spans_
    Slice versions;  // of versions_
    bool plain;      // decided by numbers alone, where the version has a key
    bool otherwise;  // outside of all: can't be decided
  };
  /// Places of versions: 2i+1 is the bound refs_[i], 2i lies before it and behind the bound before.
  struct Span {
    std::uint32_t first, end;
  };

  [[nodiscard]] std::uint64_t vulnerability_of(const AffectedRow& row);
  [[nodiscard]] bool is_plain(const AffectedRow& row, versions::Scheme scheme) const;
  [[nodiscard]] std::uint32_t place_of(Ref key) const;
  [[nodiscard]] std::uint32_t place_of(const Probe& probe) const;
  [[nodiscard]] Verdict verdict(const Row& row, const Query& query, const Probe& probe, std::uint32_t place) const;
  void number_bounds(std::span<const AffectedRow> rows, versions::Scheme scheme);
  void add(const AffectedRow& row, versions::Scheme scheme);

  const Index& index_;
  Matcher matcher_;
  std::vector<std::uint64_t> vulnerabilities_{};  // by cluster, 0: not worked out yet
  std::vector<Ref> refs_{};  // bounds and enumerated versions of the plain rows, sorted as their keys are
  std::vector<Row> rows_{};  // by vulnerability
  std::vector<Span> spans_{};
  std::vector<std::uint32_t> versions_{};  // places, sorted within a row
};

/// Stays the same when the index is built again: of the first id of the cluster.
std::uint64_t vulnerability_key(const Index& index, std::uint32_t cluster);

template <typename Found>
void GroupMatcher::match(const Query& query, const Probe& probe, Found&& found) {
  const auto place = probe.state == versions::Key::ok ? place_of(probe) : 0;
  for (std::size_t i = 0; i < rows_.size();) {
    // One vulnerability may be in several records: affected, if one of them says so.
    const auto vulnerability = rows_[i].vulnerability;
    auto worst = Verdict::not_affected;
    for (; i < rows_.size() && rows_[i].vulnerability == vulnerability; ++i)
      worst = std::max(worst, verdict(rows_[i], query, probe, place));
    if (worst != Verdict::not_affected) found(GroupMatch{vulnerability, worst == Verdict::undecided});
  }
}

}  // namespace manara::exposure
