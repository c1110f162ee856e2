#include "rootfs/walk.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <vector>

namespace manara::rootfs {
namespace {

constexpr std::array<std::string_view, 4> not_on_disk = {"proc", "sys", "dev", "run"};

/// Layers of container images: each is a root file system of its own, to be looked at by itself.
constexpr std::array<std::string_view, 5> container_storage = {
    "var/lib/docker/overlay2", "var/lib/docker/containerd", "var/lib/containerd/io.containerd.snapshotter.v1.overlayfs",
    "var/lib/containers/storage/overlay", "var/lib/docker/vfs"};

enum class FileSystem : std::uint8_t { disk, made_up, remote };

struct FileSystemType {
  long magic;  // statfs(2)
  FileSystem kind;
};
constexpr std::array<FileSystemType, 30> file_systems = {{
    {0x9fa0, FileSystem::made_up},                         // proc
    {0x62656572, FileSystem::made_up},                     // sysfs
    {0x1cd1, FileSystem::made_up},                         // devpts
    {0x27e0eb, FileSystem::made_up},                       // cgroup
    {0x63677270, FileSystem::made_up},                     // cgroup2
    {0x64626720, FileSystem::made_up},                     // debugfs
    {0x74726163, FileSystem::made_up},                     // tracefs
    {0x73636673, FileSystem::made_up},                     // securityfs
    {0xf97cff8c, FileSystem::made_up},                     // selinuxfs
    {0x6165676c, FileSystem::made_up},                     // pstore
    {static_cast<long>(0xcafe4a11), FileSystem::made_up},  // bpf
    {0x19800202, FileSystem::made_up},                     // mqueue
    {static_cast<long>(0x958458f6), FileSystem::made_up},  // hugetlbfs
    {0x62656570, FileSystem::made_up},                     // configfs
    {0x42494e4d, FileSystem::made_up},                     // binfmt_misc
    {0x67596969, FileSystem::made_up},                     // rpc_pipefs
    {0x6e736673, FileSystem::made_up},                     // nsfs
    {static_cast<long>(0xde5e81e4), FileSystem::made_up},  // efivarfs
    {0x0187, FileSystem::remote},                          // autofs: to look in would mount
    {0x6969, FileSystem::remote},                          // nfs
    {0x517b, FileSystem::remote},                          // smb
    {static_cast<long>(0xff534d42), FileSystem::remote},   // cifs
    {static_cast<long>(0xfe534d42), FileSystem::remote},   // smb2
    {0x65735546, FileSystem::remote},                      // fuse: sshfs and its like, and whatever a user mounts
    {0x00c36400, FileSystem::remote},                      // ceph
    {0x01021997, FileSystem::remote},                      // 9p
    {0x0bd00bd0, FileSystem::remote},                      // lustre
    {0x5346414f, FileSystem::remote},                      // afs
    {0x7461636f, FileSystem::remote},                      // ocfs2
    {0x01161970, FileSystem::remote},                      // gfs2
}};

FileSystem kind_of(const struct statfs& about) {
  const auto found = std::ranges::find(file_systems, static_cast<long>(about.f_type), &FileSystemType::magic);
  return found == file_systems.end() ? FileSystem::disk : found->kind;
}

/// One folder on the way down: what is left of it.
struct Level {
  std::unique_ptr<DIR, int (*)(DIR*)> listing;
  std::vector<std::string> folders;  // last first
  std::size_t path_size;             // of the path up to and with this folder
  dev_t device;
  int descriptor;  // the listing's
};

class Walk {
 public:
  Walk(int root, const Limits& limits, Mounts mounts, const WalkVisitor& visitor)
      : root_(root), limits_(limits), mounts_(mounts), visitor_(visitor) {}

  /// Depth first with a stack of our own: one descriptor a level.
  void run() {
    struct stat about{};
    if (::fstat(root_, &about) != 0) return;
    io::Descriptor again(::openat(root_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!again) return visitor_.passed_over("", io::read_error(errno));
    enter(std::move(again), about.st_dev);
    while (!levels_.empty() && entries_ < most_entries) {
      auto& level = levels_.back();
      path_.resize(level.path_size);
      if (level.folders.empty()) {
        levels_.pop_back();
        continue;
      }
      const auto name = std::move(level.folders.back());
      level.folders.pop_back();
      if (!path_.empty()) path_.push_back('/');
      path_.append(name);
      descend(level, name);
    }
    if (entries_ >= most_entries)
      visitor_.passed_over(path_, {Code{"rootfs_too_many_files"}, {std::to_string(most_entries)}});
  }

 private:
  /// Lists a folder: its files are visited now, its folders are kept for later.
  void enter(io::Descriptor folder, dev_t device) {
    Level level{{::fdopendir(folder.get()), ::closedir}, {}, path_.size(), device, folder.get()};
    if (!level.listing) return visitor_.passed_over(path_, io::read_error(errno));
    folder.release();
    files_.clear();
    for (;;) {
      errno = 0;
      const dirent* entry = ::readdir(level.listing.get());
      if (entry == nullptr) break;
      take(level, *entry);
    }
    if (errno != 0) visitor_.passed_over(path_, io::read_error(errno));
    std::ranges::sort(files_);
    std::ranges::sort(level.folders, std::greater<>());
    open_files(level.descriptor);
    levels_.push_back(std::move(level));
  }

  void take(Level& level, const dirent& entry) {
    const std::string_view name = entry.d_name;
    if (name == "." || name == "..") return;
    if (++entries_ % progress_every == 0 && visitor_.progress) visitor_.progress(entries_);
    auto type = entry.d_type;
    if (type == DT_UNKNOWN) {
      struct stat about{};
      if (::fstatat(level.descriptor, entry.d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) return;
      type = S_ISREG(about.st_mode) ? DT_REG : S_ISDIR(about.st_mode) ? DT_DIR : DT_LNK;
    }
    if (type == DT_DIR) {
      level.folders.emplace_back(name);
    } else if (type == DT_REG && visitor_.wants(path_, name)) {
      files_.emplace_back(name);
    }
  }

  void open_files(int folder) {
    for (const auto& name : files_) {
      const auto path = path_.empty() ? name : path_ + "/" + name;
      io::Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
      if (file) {
        visitor_.file(path, std::move(file));
      } else if (errno != ENOENT && errno != ELOOP) {  // gone, or changed into a link, since it was listed
        visitor_.passed_over(path, io::read_error(errno));
      }
    }
  }

  void descend(const Level& parent, const std::string& name) {
    if (levels_.size() == 1 && std::ranges::find(not_on_disk, name) != not_on_disk.end()) return;
    if (std::ranges::find(container_storage, path_) != container_storage.end())
      return visitor_.passed_over(path_, {Code{"rootfs_container_storage"}});
    if (levels_.size() >= limits_.depth)
      return visitor_.passed_over(path_, {Code{"folder_too_deep"}, {std::to_string(limits_.depth)}});
    struct stat about{};
    if (::fstatat(parent.descriptor, name.c_str(), &about, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT) != 0) return;
    if (about.st_dev != parent.device && !may_cross(parent, name)) return;
    io::Descriptor folder(::openat(parent.descriptor, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (folder) return enter(std::move(folder), about.st_dev);
    if (errno != ENOENT && errno != ELOOP && errno != ENOTDIR) visitor_.passed_over(path_, io::read_error(errno));
  }

  /// Asked only where another file system begins.
  bool may_cross(const Level& parent, const std::string& name) {
    if (mounts_ == Mounts::only_root) return false;
    const io::Descriptor place(
        ::openat(parent.descriptor, name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct statfs about{};
    if (!place || ::fstatfs(place.get(), &about) != 0) {
      visitor_.passed_over(path_, io::read_error(errno));
      return false;
    }
    const auto kind = kind_of(about);
    if (kind == FileSystem::remote) visitor_.passed_over(path_, {Code{"rootfs_remote"}});
    return kind == FileSystem::disk;
  }

  static constexpr std::uint64_t progress_every = 4096;
  int root_;
  const Limits& limits_;
  Mounts mounts_;
  const WalkVisitor& visitor_;
  std::vector<Level> levels_{};
  std::vector<std::string> files_{};
  std::string path_{};
  std::uint64_t entries_ = 0;
};

}  // namespace

void walk(int root, const Limits& limits, Mounts mounts, const WalkVisitor& visitor) {
  Walk(root, limits, mounts, visitor).run();
}

}  // namespace manara::rootfs
