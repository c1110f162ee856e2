/// A file that lies in memory only (memfd_create(2)) and has a path for this process alone: what a library wants to
/// read from a file, and no disk should hold in the clear.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace manara::authority {

class PrivateFile {
 public:
  /// Error: file_unwritable.
  static Result<PrivateFile> make(std::string_view bytes);
  PrivateFile(PrivateFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  PrivateFile& operator=(PrivateFile&&) = delete;
  ~PrivateFile();

  /// "/proc/self/fd/9": good as long as this is.
  [[nodiscard]] std::string path() const;
  /// Who reads it meanwhile may see some of both. Error: file_unwritable.
  Status replace(std::string_view bytes);

 private:
  explicit PrivateFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace manara::authority
