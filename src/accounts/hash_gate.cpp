#include "accounts/hash_gate.h"

namespace manara::accounts {

Result<HashGate::Pass> HashGate::enter() {
  std::unique_lock lock(mutex_);
  if (free_ == 0) {
    if (may_wait_ == 0) return fail(Code{"sign_in_busy"});
    --may_wait_;
    left_.wait(lock, [&] { return free_ > 0; });
    ++may_wait_;
  }
  --free_;
  return Pass(*this);
}

void HashGate::leave() {
  {
    const std::scoped_lock lock(mutex_);
    ++free_;
  }
  left_.notify_one();
}

}  // namespace manara::accounts
