/// When a vulnerability must be fixed on an asset: CISA's Binding Operational Directive 26-04 says within how many
/// days; they count from the latest of the days on which CISA listed it as exploited (KEV), it was published, and it
/// was first seen on the asset: nobody can be late before they could know.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"
#include "scoring/assumed.h"

namespace manara::scoring {

enum class DueFrom : std::uint8_t { kev_added, published, first_seen };

/// "kev_added", "published", "first_seen"
std::string_view to_string(DueFrom from);

/// The days that count, as far as they are known.
struct DueDates {
  std::optional<Date> kev_added{};  ///< known exactly where the vulnerability is in KEV
  std::optional<Date> published{};
  std::optional<Date> first_seen{};
};

/// The latest of the known days; of equal ones the first in the order above. Where none is known, `from` is
/// `published`, the one that every vulnerability gets, and there is no date.
struct DueStart {
  DueFrom from = DueFrom::published;
  std::optional<Date> date{};
};
DueStart due_start(const DueDates& dates);

struct DeadlineFacts {
  DueDates dates{};
  bool publicly_exposed = false;
  SsvcWords known{};             ///< what CISA says
  const Cvss* vector = nullptr;  ///< what to assume from else; nullptr: none
};

struct Deadline {
  std::string_view label{};            ///< "3 days & forensic investigation"
  std::optional<std::int32_t> days{};  ///< none: "fix on system upgrade"
  DueFrom from = DueFrom::published;
  std::optional<Date> date{};  ///< none: no days, or no day to count from is known
  Assumed assumed{};
};
Deadline deadline(const DeadlineFacts& facts);

}  // namespace manara::scoring
