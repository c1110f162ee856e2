/// An advisory as every format gives it and the index takes it: facts only, in the words of the OSV schema
/// (ossf.github.io/osv-schema) widened by products (CVE 5 `affected`, CSAF product trees).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace manara {

enum class EventKind : std::uint8_t { introduced, fixed, last_affected, limit };

struct RangeEvent {
  EventKind kind = EventKind::introduced;
  std::string version{};
  bool operator==(const RangeEvent&) const = default;
};

enum class RangeType : std::uint8_t { ecosystem, semver, git };

/// Events in the order of the source; `introduced: "0"` means from the beginning.
struct Range {
  RangeType type = RangeType::ecosystem;
  std::string repo{};  ///< GIT only
  std::vector<RangeEvent> events{};
  bool operator==(const Range&) const = default;
};

/// How a product's versions are written, CVE 5 `versionType`; a package's scheme comes from its ecosystem instead.
struct Affected {
  /// OSV ecosystem with its release ("PyPI", "Debian:11", "Alpine:v3.10"); "" for a product.
  std::string ecosystem{};
  std::string name{};          ///< package, as the source writes it; or product
  std::string vendor{};        ///< product only
  std::string cpe{};           ///< CPE 2.3 (or 2.2) that the source gives for the product, versions aside
  std::string version_type{};  ///< product only: CVE 5 versionType ("semver", "custom", …), "" where absent
  std::string arch{};          ///< qualifier: only this architecture; "" any
  std::string module{};        ///< RPM module stream ("nodejs:18")
  std::vector<Range> ranges{};
  std::vector<std::string> versions{};    ///< enumerated
  std::vector<std::string> unaffected{};  ///< enumerated as not affected (CVE 5 status "unaffected", CSAF fixed)
  bool any_version = false;               ///< named without any version data: matches by product as undecided
  bool operator==(const Affected&) const = default;
};

struct SsvcPoints {
  std::string exploitation{};      ///< "none", "poc", "active"
  std::string automatable{};       ///< "yes", "no"
  std::string technical_impact{};  ///< "partial", "total"
  bool operator==(const SsvcPoints&) const = default;
};

struct Advisory {
  std::string id{};
  std::vector<std::string> aliases{};
  std::vector<std::string> upstream{};
  std::vector<std::string> related{};
  std::optional<Date> published{};
  std::optional<Date> modified{};
  std::optional<Date> withdrawn{};
  std::string summary{};             ///< one line; readers cut at max_summary_bytes
  std::vector<std::string> cvss{};   ///< vectors as written, all versions
  std::optional<SsvcPoints> ssvc{};  ///< CISA ADP
  std::vector<Affected> affected{};
  bool operator==(const Advisory&) const = default;
};
inline constexpr std::size_t max_summary_bytes = 200;

/// An entry of CISA's Known Exploited Vulnerabilities catalogue.
struct KevEntry {
  std::string cve{};
  std::string vendor{};
  std::string product{};
  Date added{};
  bool ransomware = false;  ///< knownRansomwareCampaignUse "Known"
};

/// A score of FIRST's Exploit Prediction Scoring System; the model and day belong to the whole file.
struct EpssScore {
  std::string cve{};
  double score = 0;
  double percentile = 0;
};

}  // namespace manara
