/// One round: a node is served, eight clients write over HTTP and remember what was acknowledged; the process is
/// killed, served again, asked again with the same keys for what it never answered, and killed again; what it
/// acknowledged must be there, and nothing more often than it was wanted.
#pragma once

#include <cstdint>
#include <string>

namespace manara::crash {

struct Round {
  std::uint64_t acknowledged = 0;
  std::uint64_t lost = 0;     ///< acknowledged, and not there
  std::uint64_t twice = 0;    ///< said by more than one entry, whatever its draft
  std::uint64_t again = 0;    ///< asked again after the restart
  std::uint64_t unequal = 0;  ///< another item or revision than was told; a ledger that does not check, or shows
                              ///< something else than a rebuild
  std::string why{};          ///< the round itself failed
};

constexpr std::uint64_t least_acknowledged = 100;

/// A node in `folder`, which is there and empty, and a token to write with. "" or why not.
std::string make_node(const std::string& folder);

/// `program`: manara. `seed` chooses the moment.
Round run_round(const std::string& program, const std::string& folder, std::uint64_t seed);

}  // namespace manara::crash
