/// A node's database as it was at one moment, in a work folder of its own, gone at the end: for a check that takes long
/// while others write.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "node/work_folder.h"
#include "store/store.h"

namespace manara::node {

class Snapshot {
 public:
  /// Needs no key. Errors: work_runs (another is at work), and those of copy_database and Store::open.
  static Result<Snapshot> take(const std::string& data_folder, std::span<const store::Practice> practices,
                               store::Surroundings around);
  [[nodiscard]] store::Store& store() { return *store_; }
  [[nodiscard]] std::string path() const { return work_.at("manara.db"); }

 private:
  explicit Snapshot(WorkFolder work) : work_(std::move(work)) {}

  WorkFolder work_;  // first: goes when the store is closed
  std::unique_ptr<store::Store> store_{};
};

}  // namespace manara::node
