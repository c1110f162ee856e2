/// The main use of the engine: inventories against an index, as one value. Pure: bytes in, value out; no clock, no
/// files. The result is the same for any number of threads and any order of import.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "exposure/identity.h"
#include "exposure/index.h"
#include "model/inventory.h"
#include "scoring/deadline.h"

namespace manara::exposure {

enum class State : std::uint8_t { affected, undecided, pending_update, out_of_support, not_affected };
std::string_view name_of(State state);
std::string_view name_of(Confidence confidence);

struct Target {
  std::string name{};
  Inventory inventory{};
};

struct Kev {
  Date added{};
  bool ransomware = false;
};

struct Epss {
  double score = 0, percentile = 0;
  std::string_view model{};
  std::optional<Date> date{};
};

struct Cvss {
  std::string_view version{};  ///< "2.0", "3.0", "3.1", "4.0"
  std::string_view vector{};
  double score = 0;
};

struct Ssvc {
  std::string_view exploitation{}, automatable{}, technical_impact{};  ///< "" unknown
};

/// What is known of one vulnerability, whatever it is found on.
struct Assessment {
  std::vector<std::string_view> ids{};  ///< of the cluster, sorted
  std::vector<std::uint64_t> cves{};    ///< numbers, sorted
  std::optional<Cvss> cvss{};           ///< the highest
  std::optional<Kev> kev{};
  std::optional<Epss> epss{};
  std::optional<Ssvc> ssvc{};
  std::optional<Date> published{};
  scoring::Deadline due{};  ///< by CISA BOD 26-04, without first_seen
};

inline constexpr std::uint32_t no_component = 0xffffffffU;

struct Exposure {
  std::uint32_t target = 0;
  std::uint32_t component = no_component;  ///< of the target's inventory; none for the operating system itself
  std::uint32_t assessment = 0;
  State state = State::affected;
  Confidence confidence = Confidence::package;
  std::string_view id{};  ///< the matched advisory's own
  std::string_view fixed_in{};
  std::string_view go_to{};
  std::string_view owned_by{};
  std::string_view note{};  ///< VEX justification; origin of an update; source of a support date
  scoring::Deadline due{};
  std::optional<Date> first_seen{};  ///< known only with an earlier scan
};

struct NotAssessed {
  Code reason{};
  std::string_view target{};
  std::string name{};  ///< "" where the reason is about the whole target
  std::uint64_t count = 0;
};

struct Options {
  Date as_of{};                         ///< the clock
  unsigned threads = 1;                 ///< at most so many look components up
  bool exposed = false;                 ///< publicly exposed, for BOD 26-04
  bool include_owned = false;           ///< list what distribution packages brought along
  std::span<const VexStatement> vex{};  ///< own statements, for all targets
  /// Names of inventories that could not be read: a result without them would look whole. They must outlive the result.
  std::span<const std::string> refused{};
  /// From an earlier scan: when (target, component, id) was first seen. May be empty; then nothing is known of it.
  std::function<std::optional<Date>(std::string_view target, std::string_view component, std::string_view id)>
      first_seen{};
};

struct ScanResult {
  Date as_of{};
  const Index* index = nullptr;
  std::span<const Target> targets{};
  std::vector<Exposure> exposures{};  ///< what must be fixed soonest first
  std::vector<Assessment> assessments{};
  std::vector<NotAssessed> not_assessed{};
  std::uint64_t owned_hidden = 0;   ///< exposures of packages that the distribution judges
  std::deque<std::string> texts{};  ///< backs views that are neither in the index nor in an inventory
};

/// `targets` and `index` must outlive the result.
ScanResult scan(const Index& index, std::span<const Target> targets, const Options& options);

/// The component that a row is about; nullptr: the target's operating system.
const Component* component_of(const ScanResult& result, const Exposure& exposure);

/// The feed's digest in hexadecimal.
std::string hex_of(const FeedRow& feed);

/// Kinds of data that a useful answer needs and the index has none of: "kev", "epss", "products".
std::vector<std::string_view> missing_feeds(const Index& index);

/// Why a row ranks where it does, in one clause.
Message why(const ScanResult& result, const Exposure& exposure);

/// A feed older than this at `as_of` is stale: what it covers is matched, and counted as not assessed too.
inline constexpr std::int32_t stale_after_days = 180;

}  // namespace manara::exposure
