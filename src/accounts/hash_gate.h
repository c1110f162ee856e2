/// A password's hash takes 64 MiB for a tenth of a second: so many at once, a few that wait, the rest is sent away at
/// once. Otherwise a hundred guesses a second would take the machine down. Whoever comes by a device that was signed in
/// before has places of their own to wait, and goes first: no flood of strangers takes those.
#pragma once

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>

#include "base/result.h"

namespace manara::accounts {

struct HashLimits {
  std::size_t at_once = 1;  ///< each takes Settings::hash_cost.bytes
  std::size_t strangers_waiting = 1;
  std::size_t known_waiting = 1;

  /// Those of a server with so many threads: whoever hashes or waits holds one. Strangers never hold more than half of
  /// them, all together never the last, so that they keep nobody waiting who is in. (A single thread hashes all the
  /// same: somebody must come in.)
  static constexpr HashLimits beside(std::size_t threads) {
    const auto at_once = std::max<std::size_t>(threads / 4, 1);
    const auto strangers = std::max(threads / 2, at_once) - at_once;
    const auto both = at_once + strangers;
    return {
        .at_once = at_once, .strangers_waiting = strangers, .known_waiting = std::max(threads, both + 1) - both - 1};
  }
};

enum class Comer : std::uint8_t { stranger, known };

class HashGate {
 public:
  explicit HashGate(const HashLimits& limits)
      : free_(limits.at_once), may_wait_{limits.strangers_waiting, limits.known_waiting} {}

  /// Held while one hashes.
  class Pass {
   public:
    explicit Pass(HashGate& gate) : gate_(&gate) {}
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;
    Pass(Pass&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
    Pass& operator=(Pass&&) = delete;
    ~Pass() {
      if (gate_ != nullptr) gate_->leave();
    }

   private:
    HashGate* gate_;
  };

  /// Error: sign_in_busy.
  Result<Pass> enter(Comer comer);
  /// How many wait of a kind.
  [[nodiscard]] std::size_t waiting(Comer comer);

 private:
  void leave();

  std::mutex mutex_{};
  std::condition_variable left_{};
  std::size_t free_;
  std::array<std::size_t, 2> may_wait_;
  std::array<std::size_t, 2> waiting_{};
};

}  // namespace manara::accounts
