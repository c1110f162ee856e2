#include "rootfs/rootfs.h"

#include "io/file.h"
#include "rootfs/folder_reading.h"
#include "rootfs/tar_reading.h"

namespace manara::rootfs {

bool looks_like_rootfs(const std::string& source, const Limits& limits) {
  if (source == "-") return false;
  return io::is_folder(source) ? folder_tells_system(source) : tar_tells_system(source, limits);
}

Result<Inventory> read_rootfs(const std::string& source, const Limits& limits, const Options& options) {
  return io::is_folder(source) ? read_folder(source, limits, options) : read_tar(source, limits, options);
}

}  // namespace manara::rootfs
