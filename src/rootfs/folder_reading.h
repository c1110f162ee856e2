/// A root file system in a folder: the databases, from the places where they lie; then a walk for language packages;
/// then, if there are any, which distribution packages brought them along.
#pragma once

#include "rootfs/rootfs.h"

namespace manara::rootfs {

bool folder_tells_system(const std::string& folder);
Result<Inventory> read_folder(const std::string& folder, const Limits& limits, const Options& options);

}  // namespace manara::rootfs
