/// A folder inside the data folder where a backup or a restore works: what is in it may hold everything the node knows,
/// so it stays on the same disk, for the owner alone.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "base/result.h"
#include "io/disk.h"

namespace manara::node {

/// One at a time. Empty at first: what a killed one left is removed. Gone at the end.
class WorkFolder {
 public:
  /// Errors: work_runs (another works there), file_unwritable.
  static Result<WorkFolder> begin(const std::string& path, io::Disk& disk);
  WorkFolder(WorkFolder&& other) noexcept = default;
  WorkFolder& operator=(WorkFolder&&) = delete;
  ~WorkFolder();

  [[nodiscard]] std::string at(std::string_view name) const { return path_ + "/" + std::string(name); }
  /// Renames it; it stays then. Its names and the new one's folder are on the disk. Error: file_unwritable.
  Status become(const std::string& path);

 private:
  WorkFolder(std::string path, std::unique_ptr<io::Held> held, io::Disk& disk)
      : path_(std::move(path)), held_(std::move(held)), disk_(&disk) {}
  std::string path_;
  std::unique_ptr<io::Held> held_;
  io::Disk* disk_;
};

}  // namespace manara::node
