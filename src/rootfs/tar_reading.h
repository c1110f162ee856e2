/// A root file system in a tar (also packed): its members as they come, once.
#pragma once

#include "rootfs/rootfs.h"

namespace manara::rootfs {

bool tar_tells_system(const std::string& file, const Limits& limits);
Result<Inventory> read_tar(const std::string& file, const Limits& limits, const Options& options);

}  // namespace manara::rootfs
