/// The system's randomness, good enough for keys (getrandom(2), by libsodium).
#pragma once

#include "base/random.h"

namespace manara::crypto {

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace manara::crypto
