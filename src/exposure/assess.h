/// What the index knows of a vulnerability: scores, exploitation, deadline. Worked out once per cluster and scan.
#pragma once

#include "exposure/scan.h"
#include "scoring/cvss.h"

namespace manara::exposure {

class Assessor {
 public:
  Assessor(const Index& index, bool exposed, std::vector<Assessment>& assessments);

  /// The place of the cluster's assessment in the list.
  std::uint32_t of_cluster(std::uint32_t cluster);
  /// Of one CVE that no advisory of the index is about (a KEV entry alone), or of several.
  std::uint32_t of_cves(std::span<const std::uint32_t> cves);
  /// Of what names no vulnerability: a pending update, an end of support.
  std::uint32_t of_nothing();

 private:
  void add_cve(const CveRow& cve, Assessment& out);
  void add_vectors(std::span<const std::uint32_t> refs, Assessment& out);
  void set_due(Assessment& out) const;

  const Index& index_;
  bool exposed_;
  std::vector<Assessment>& assessments_;
  std::vector<std::uint32_t> by_cluster_{};  // places in the list, by number of the cluster; no_ref: none yet
  std::optional<std::uint32_t> nothing_{};
  std::vector<scoring::Cvss> vectors_{};  // of the assessment at hand
};

/// The deadline again with the day on which the row was first seen.
scoring::Deadline with_first_seen(const Assessment& known, Date first_seen);

}  // namespace manara::exposure
