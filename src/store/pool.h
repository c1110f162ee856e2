/// Connections for reading, kept open and lent out: opening one costs a hundred times what a small query does.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "access/scope.h"
#include "base/result.h"
#include "store/reader.h"
#include "store/store.h"

namespace manara::store {

class Pool {
 public:
  explicit Pool(Store& store, std::size_t kept = 16) : store_(store), kept_(kept) {}

  /// Goes back to the pool when it goes.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Reader> reader) : pool_(&pool), reader_(std::move(reader)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (reader_) pool_->give_back(std::move(reader_));
    }
    Reader& operator*() const { return *reader_; }
    Reader* operator->() const { return reader_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<Reader> reader_;
  };

  /// A reader that sees this scope and nothing else.
  Result<Lease> lend(const access::Scope& scope);

 private:
  void give_back(std::unique_ptr<Reader> reader);

  Store& store_;
  std::size_t kept_;
  std::mutex mutex_{};
  std::vector<std::unique_ptr<Reader>> idle_{};
};

}  // namespace manara::store
