/// Randomness as something that is passed in: the system's in earnest (crypto/system_random.h), a seed's in a
/// simulation.
#pragma once

#include <cstdint>
#include <span>

namespace manara {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;

  template <typename IdType>
  IdType make_id() {
    IdType id;
    fill(id.bytes);
    return id;
  }
};

}  // namespace manara
