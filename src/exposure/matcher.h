/// Which advisories of the index affect one package or product at one version. Pure; safe from many threads at once.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exposure/index.h"
#include "exposure/intervals.h"

namespace manara::exposure {

enum class Verdict : std::uint8_t { not_affected, undecided, affected };

/// What is looked up: one name at one version in one ecosystem's release.
struct Query {
  const EcosystemRow* ecosystem = nullptr;
  std::string_view name{};  ///< folded
  std::string_view version{};
  std::string_view arch{};       ///< "" unknown
  std::string_view module{};     ///< RPM module stream ("nodejs:18"), "" unknown
  bool version_is_line = false;  ///< "2024" stands for any of 2024.*: a range that ends inside the line decides nothing
};

struct Match {
  const AffectedRow* row = nullptr;
  Verdict verdict = Verdict::not_affected;
  std::string_view fixed_in{};  ///< the fix on the version's own branch, "" where the advisory lists none
};

/// `rpm -qa` leaves the epoch away, and a package does not change it within a release: the version with the epoch that
/// the package's advisories write, as it is where they write none or it has one.
std::string with_epoch(const Index& index, const PackageRow& package, const std::string& version);

class Matcher {
 public:
  explicit Matcher(const Index& index) : index_(&index) {}

  /// Appends a Match for each live row that affects the version or can't be decided. Withdrawn rows never match.
  void match(const Query& query, std::vector<Match>& out) const;

  /// The same for rows that were looked up already, and a probe of the query's version.
  void match_rows(std::span<const AffectedRow> rows, const Query& query, const Probe& probe,
                  std::vector<Match>& out) const;

  /// One row against one version; why it says so is in `explain`.
  [[nodiscard]] Match judge(const AffectedRow& row, const Query& query, const Probe& probe) const;

  /// The lowest fix listed by `matches` that is above the version and that none of them affects; "" where there is
  /// none.
  [[nodiscard]] std::string_view go_to(const Query& query, const std::vector<Match>& matches) const;

  /// Whether the range counts years or builds ("2023.1.3"): a version that counts otherwise ("24.0.3") is undecided.
  [[nodiscard]] bool numbers_otherwise(const RangeRow& range) const;

  [[nodiscard]] const Index& index() const { return *index_; }

 private:
  [[nodiscard]] bool in_range(const RangeRow& range, const Probe& probe) const;
  [[nodiscard]] bool enumerated(const AffectedRow& row, const Probe& probe) const;
  [[nodiscard]] bool affects(const AffectedRow& row, const Probe& probe, const RangeRow** where = nullptr) const;
  [[nodiscard]] std::size_t first_outside(std::span<const Probe> fixes, std::size_t at,
                                          const std::vector<Match>& matches) const;
  [[nodiscard]] bool numbered_otherwise(const AffectedRow& row, const Probe& probe) const;
  [[nodiscard]] bool splits(const AffectedRow& row, const Probe& line) const;
  [[nodiscard]] Verdict qualified(const AffectedRow& row, const Query& query) const;

  const Index* index_;
};

}  // namespace manara::exposure
