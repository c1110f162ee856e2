/// Walks a root file system by names: what a folder lists tells kind and name of each entry, and only files that are
/// asked for are opened. A machine's half a million files take about a second.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "io/descriptor.h"

namespace manara::rootfs {

/// Which mounted file systems below the root are walked. Those that the kernel makes up (proc, sysfs, cgroup, …) never.
enum class Mounts : std::uint8_t {
  local,     ///< all of this machine's: /usr and /var may be file systems of their own
  only_root  ///< only that of the root
};

struct WalkVisitor {
  /// Whether a file is worth opening; `folder` is relative ("usr/lib"; "" the root), views live during the call.
  std::function<bool(std::string_view folder, std::string_view file)> wants{};
  /// A file that is, open for reading; its path is relative.
  std::function<void(const std::string& path, io::Descriptor file)> file{};
  /// A file or folder that is not read: file_forbidden, file_unreadable, folder_too_deep, rootfs_remote,
  /// rootfs_container_storage, rootfs_too_many_files.
  std::function<void(const std::string& path, Error why)> passed_over{};
  /// How many entries were seen, now and then.
  std::function<void(std::uint64_t entries)> progress{};
};

/// Entries after which a walk ends: no machine has as many.
inline constexpr std::uint64_t most_entries = 50'000'000;

/// Folders in the order of names, a folder's files before its folders. Symbolic links, devices, sockets and FIFOs are
/// passed over without a word, /proc, /sys, /dev and /run too: they are not on the disk. Uses Limits::depth.
void walk(int root, const Limits& limits, Mounts mounts, const WalkVisitor& visitor);

}  // namespace manara::rootfs
