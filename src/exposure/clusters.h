/// Which ids name one vulnerability: the closure over aliases, where an edge that would join two different CVE ids is
/// refused and reported (naive closure fuses distinct CVEs in 63 clusters of the reference data).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace manara::exposure {

/// Ids are numbers 0 … count-1 in the order of their text. `is_cve[i]` tells CVE ids.
struct Clusters {
  std::vector<std::uint32_t> cluster_of;  ///< id → cluster; clusters are numbered by their smallest id
  std::uint32_t count = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> refused;  ///< edges not taken, in order
};

/// `edges` may come in any order and more than once: they are taken sorted.
Clusters close_over(std::size_t ids, const std::vector<bool>& is_cve,
                    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges);

}  // namespace manara::exposure
