/// Erasing as an entry says it: of the kind `erased`, about the entry that lost parts (its id is the subject), so that
/// whoever finds a part gone finds who took it and when. Part 0 says which parts, part 1 why, in somebody's own words:
/// part 1 can be erased in its turn, part 0 never.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/entry.h"

namespace manara::ledger {

inline constexpr std::string_view erased_kind = "erased";

struct Erasure {
  EntryId entry{};
  std::vector<std::uint32_t> parts{};
  bool operator==(const Erasure&) const = default;
};

/// {"entry":"…","parts":[0,1]}
std::string write_erasure(const Erasure& erasure);
/// Error: entry_malformed.
Result<Erasure> read_erasure(std::string_view part);

}  // namespace manara::ledger
