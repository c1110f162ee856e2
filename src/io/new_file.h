/// A file that takes its name only when it is whole and on the disk.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "io/disk.h"

namespace manara::io {

/// Written piece by piece beside `path` under a temporary name. Whenever the machine stops, `path` is what it was
/// before, or the new file, whole. Gone when it was not committed. Errors: file_unwritable.
class NewFile {
 public:
  static Result<NewFile> begin(const std::string& path, Readers readers = Readers::all, Disk& disk = system_disk());
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  Status write(std::string_view bytes);
  /// On the disk, and forgotten by the cache where the system can: who reads temporary() now reads the disk.
  Status sync();
  [[nodiscard]] const std::string& temporary() const { return temporary_; }
  /// Syncs, renames, syncs the folder.
  Status commit() { return commit_as(path_); }
  /// The same under a name that was not known at the beginning, on the same disk.
  Status commit_as(const std::string& path);

 private:
  NewFile(std::string path, std::unique_ptr<Writing> file, Disk& disk)
      : path_(std::move(path)), temporary_(path_ + ".new"), file_(std::move(file)), disk_(&disk) {}

  std::string path_;
  std::string temporary_;
  std::unique_ptr<Writing> file_;
  Disk* disk_;
};

/// What a folder's names are is on the disk. Error: file_unwritable.
Status sync_folder(const std::string& folder);

}  // namespace manara::io
