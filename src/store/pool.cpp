#include "store/pool.h"

namespace manara::store {

Result<Pool::Lease> Pool::lend(const access::Scope& scope) {
  std::unique_ptr<Reader> reader;
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      reader = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (reader) {
    MANARA_CHECK(reader->grant(scope));
    return Lease(*this, std::move(reader));
  }
  MANARA_TRY(opened, store_.reader(scope));
  return Lease(*this, std::make_unique<Reader>(std::move(opened)));
}

void Pool::give_back(std::unique_ptr<Reader> reader) {
  const std::scoped_lock lock(mutex_);
  if (idle_.size() < kept_) idle_.push_back(std::move(reader));
}

}  // namespace manara::store
