/// A folder inside the data folder where a backup or a restore works: what is in it may hold everything the node knows,
/// so it stays on the same disk, for the owner alone.
#pragma once

#include <string>

#include "base/result.h"
#include "io/descriptor.h"

namespace manara::node {

/// One at a time. Empty at first: what a killed one left is removed. Gone at the end.
class WorkFolder {
 public:
  /// Errors: work_runs (another works there), file_unwritable.
  static Result<WorkFolder> begin(const std::string& path);
  WorkFolder(WorkFolder&& other) noexcept = default;
  WorkFolder& operator=(WorkFolder&&) = delete;
  ~WorkFolder();

  [[nodiscard]] std::string at(std::string_view name) const { return path_ + "/" + std::string(name); }
  /// Renames it; it stays then. Its names and the new one's folder are on the disk. Error: file_unwritable.
  Status become(const std::string& path);

 private:
  WorkFolder(std::string path, io::Descriptor held) : path_(std::move(path)), held_(std::move(held)) {}
  std::string path_;
  io::Descriptor held_;
};

/// Error: file_unwritable.
Status rename_file(const std::string& from, const std::string& to);

}  // namespace manara::node
