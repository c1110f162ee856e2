/// Which distribution package brought a file along.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/limits.h"
#include "base/result.h"
#include "base/strings.h"
#include "io/stream.h"

namespace manara::rootfs {

/// Only files that stand for a package of a language are remembered: of a distribution's hundreds of thousands of
/// files some hundreds.
class Owners {
 public:
  /// `path` as a package names it ("/usr/lib/python3/…", "usr/lib/…").
  void add(std::string_view package, std::string_view path);
  void add(std::string_view package, std::string_view folder, std::string_view file);

  /// var/lib/dpkg/info/<package>[:<arch>].list: a path a line. Errors: record_too_large.
  Status add_dpkg_files(std::string_view list_path, io::Stream& stream, const Limits& limits);

  /// "" where no package brought it along.
  [[nodiscard]] std::string_view owner_of(std::string_view path) const;

 private:
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> owners_{};
  std::string path_{};
};

}  // namespace manara::rootfs
