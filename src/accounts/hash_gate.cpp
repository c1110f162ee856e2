#include "accounts/hash_gate.h"

namespace manara::accounts {

Result<HashGate::Pass> HashGate::enter(Comer comer) {
  const auto kind = static_cast<std::size_t>(comer);
  std::unique_lock lock(mutex_);
  const auto is_first = [&] { return comer == Comer::known || waiting_[static_cast<std::size_t>(Comer::known)] == 0; };
  if (free_ == 0 || !is_first()) {
    if (waiting_[kind] >= may_wait_[kind]) return fail(Code{"sign_in_busy"});
    ++waiting_[kind];
    left_.wait(lock, [&] { return free_ > 0 && is_first(); });
    --waiting_[kind];
    // Whoever gave way to this one and found a place free all the same.
    if (free_ > 1) left_.notify_all();
  }
  --free_;
  return Pass(*this);
}

std::size_t HashGate::waiting(Comer comer) {
  const std::scoped_lock lock(mutex_);
  return waiting_[static_cast<std::size_t>(comer)];
}

void HashGate::leave() {
  {
    const std::scoped_lock lock(mutex_);
    ++free_;
  }
  left_.notify_all();
}

}  // namespace manara::accounts
