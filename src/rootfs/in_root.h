/// Opens files of a root file system as the system itself would find them: symbolic links are followed, but inside the
/// root, where "/" is the root and ".." ends at it. An image's link to /etc/os-release then is not this machine's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/descriptor.h"

namespace manara::rootfs {

class Root {
 public:
  /// Errors: file_not_found, file_forbidden, file_unreadable.
  static Result<Root> open(const std::string& folder);
  [[nodiscard]] int descriptor() const { return root_.get(); }

  /// A file or folder, through links; `path` relative. Errors as of open; a loop of links is file_not_found.
  [[nodiscard]] Result<io::Descriptor> find(std::string_view path) const;

  /// The names of the regular files of a folder, sorted; none where the folder is not there.
  [[nodiscard]] std::vector<std::string> files_of(std::string_view folder) const;

 private:
  explicit Root(io::Descriptor root) : root_(std::move(root)) {}
  io::Descriptor root_;
};

}  // namespace manara::rootfs
