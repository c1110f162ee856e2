/// Time as something that is passed in: engines and projections read no clock, and tests and simulations set theirs.
#pragma once

#include <cstdint>

namespace manara {

class Clock {
 public:
  virtual ~Clock() = default;
  /// Milliseconds since 1970-01-01T00:00:00Z.
  virtual std::int64_t now_ms() = 0;
};

class SystemClock final : public Clock {
 public:
  std::int64_t now_ms() override;
};

}  // namespace manara
