/// Origins of logs that began anew. A node whose ledger was restored from a backup older than a checkpoint that had
/// left it must not sign two histories under one name: it goes on under another. "manara/0f8c85d3ea0d9673" is a node's
/// first epoch, "manara/0f8c85d3ea0d9673/2" its second; the key stays the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace manara::ledger {

struct Epoch {
  std::string node{};        ///< the origin of the first
  std::uint64_t number = 1;  ///< at most 999,999
  bool operator==(const Epoch&) const = default;
};

Epoch read_epoch(std::string_view origin);
std::string to_string(const Epoch& epoch);

}  // namespace manara::ledger
