#include <algorithm>
#include <fmt/core.h>

#include "exposure/scan.h"
#include "exposure/support_rows.h"

namespace manara::exposure {

Message why(const ScanResult& result, const Exposure& exposure) {
  const auto& known = result.assessments[exposure.assessment];
  switch (exposure.state) {
    case State::not_affected:
      if (exposure.note.empty()) return {Code{"why_vex_alone"}, {}};
      if (exposure.note == "fixed") return {Code{"why_vex_fixed"}, {}};
      return {Code{"why_vex"}, {std::string(exposure.note)}};
    case State::pending_update: return {Code{"why_pending_update"}, {std::string(exposure.note)}};
    case State::out_of_support: return why_out_of_support(exposure.note);
    default: break;
  }
  if (known.kev) {
    const auto added = to_string(known.kev->added);
    if (exposure.note == "kev_product") return {Code{"why_kev_check_version"}, {added}};
    return {known.kev->ransomware ? Code{"why_kev_ransomware"} : Code{"why_kev"}, {added}};
  }
  if (exposure.state == State::undecided) return {Code{"why_undecided"}, {}};
  if (known.ssvc && known.ssvc->exploitation == "active") return {Code{"why_exploited"}, {}};
  // 10 %: above it stand one in twenty of the CVEs that EPSS scores; FIRST's own guidance names no threshold.
  if (known.epss && known.epss->score >= 0.1) {
    return {Code{"why_epss"}, {fmt::format("{:.0f}", known.epss->score * 100)}};
  }
  if (exposure.due.days && !known.due.assumed.automatable && known.ssvc && known.ssvc->automatable == "yes") {
    return {Code{"why_automatable"}, {}};
  }
  if (known.cvss)
    return {Code{"why_cvss"}, {fmt::format("{:.1f}", known.cvss->score), std::string(known.cvss->version)}};
  return {Code{"why_unscored"}, {}};
}

}  // namespace manara::exposure
