/// A file that takes its name only when it is whole and on the disk.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "io/descriptor.h"
#include "io/file.h"

namespace manara::io {

/// Written piece by piece beside `path` under a temporary name. Whenever the machine stops, `path` is what it was
/// before, or the new file, whole. Gone when it was not committed. Errors: file_unwritable.
class NewFile {
 public:
  static Result<NewFile> begin(const std::string& path, Readers readers = Readers::all);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();

  Status write(std::string_view bytes);
  /// On the disk, and forgotten by the cache where the system can: who reads temporary() now reads the disk.
  Status sync();
  [[nodiscard]] const std::string& temporary() const { return temporary_; }
  /// Syncs, renames, syncs the folder.
  Status commit();

 private:
  NewFile(std::string path, Descriptor file)
      : path_(std::move(path)), temporary_(path_ + ".new"), file_(std::move(file)) {}

  std::string path_;
  std::string temporary_;
  Descriptor file_;
};

/// What a folder's names are is on the disk. Error: file_unwritable.
Status sync_folder(const std::string& folder);
/// What a file holds is. Error: file_unwritable.
Status sync_file(const std::string& path);

}  // namespace manara::io
