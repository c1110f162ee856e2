/// A password's hash takes 64 MiB for a tenth of a second: so many at once, a few that wait, the rest is sent away at
/// once. Otherwise a hundred guesses a second would take the machine down.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

#include "base/result.h"

namespace manara::accounts {

class HashGate {
 public:
  HashGate(std::size_t at_once, std::size_t waiting) : free_(at_once), may_wait_(waiting) {}

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
  Result<Pass> enter();

 private:
  void leave();

  std::mutex mutex_{};
  std::condition_variable left_{};
  std::size_t free_;
  std::size_t may_wait_;
};

}  // namespace manara::accounts
