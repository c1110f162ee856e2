/// One round: a process writes from eight threads and tells of each draft that was acknowledged; it is killed; what it
/// told of must be there.
#pragma once

#include <cstdint>
#include <string>

namespace manara::crash {

struct Round {
  std::uint64_t acknowledged = 0;
  std::uint64_t lost = 0;     ///< acknowledged, and not there
  std::uint64_t twice = 0;    ///< there more than once
  std::uint64_t unequal = 0;  ///< another place or id than was told; a ledger that does not check, or shows something
                              ///< else than a rebuild
  std::string why{};          ///< the round itself failed
};

constexpr std::uint64_t least_acknowledged = 100;

/// In `folder`, where a store is or is made. `seed` chooses the moment.
Round run_round(const std::string& folder, std::uint64_t seed);

}  // namespace manara::crash
