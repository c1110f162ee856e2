#include "crypto/system_random.h"

#include <sodium.h>

namespace manara::crypto {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  ::randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace manara::crypto
