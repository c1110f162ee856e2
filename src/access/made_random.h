/// Random bytes of a seed, for tests: the same each time, and never a secret.
#pragma once

#include <random>

#include "base/random.h"

namespace manara::access::made {

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes)
      byte = static_cast<std::uint8_t>(engine_());
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace manara::access::made
