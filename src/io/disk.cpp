#include "io/disk.h"

#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/descriptor.h"
#include "io/new_file.h"

namespace manara::io {
namespace {

std::unexpected<Error> unwritable(const std::string& path) {
  return std::unexpected(write_error(errno).in(path));
}

bool is_same_file(int file, const std::string& path) {
  struct stat opened{}, named{};
  if (::fstat(file, &opened) != 0 || ::lstat(path.c_str(), &named) != 0) return false;
  return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/// The file, empty and ours alone. One fixed name, locked: writers wait for each other, and what a killed one left
/// behind is overwritten by the next, so that remains don't pile up.
Result<Descriptor> open_alone(const std::string& path, Readers readers) {
  const mode_t mode = readers == Readers::owner ? 0600 : 0666;
  for (;;) {
    Descriptor file(::open(path.c_str(), O_CREAT | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!file) return unwritable(path);
    while (::flock(file.get(), LOCK_EX) != 0) {
      if (errno != EINTR) return unwritable(path);
    }
    if (!is_same_file(file.get(), path)) continue;  // the writer that we waited for has renamed or removed it
    if (readers == Readers::owner && ::fchmod(file.get(), mode) != 0) return unwritable(path);
    if (::ftruncate(file.get(), 0) != 0) return unwritable(path);
    return file;
  }
}

Status sync_opened(const std::string& path, int flags) {
  const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags));
  if (!opened || ::fsync(opened.get()) != 0) return unwritable(path);
  return {};
}

class SystemWriting final : public Writing {
 public:
  explicit SystemWriting(Descriptor file) : file_(std::move(file)) {}
  Status write(std::string_view bytes) override { return write_all(file_.get(), bytes); }
  Status sync() override {
    if (::fsync(file_.get()) != 0) return std::unexpected(write_error(errno));
    return {};
  }
  void forget() override { ::posix_fadvise(file_.get(), 0, 0, POSIX_FADV_DONTNEED); }

 private:
  Descriptor file_;
};

class SystemHeld final : public Held {
 public:
  explicit SystemHeld(Descriptor folder) : folder_(std::move(folder)) {}

 private:
  Descriptor folder_;
};

class SystemDisk final : public Disk {
 public:
  Result<std::unique_ptr<Writing>> create(const std::string& path, Readers readers) override {
    MANARA_TRY(file, open_alone(path, readers));
    return std::make_unique<SystemWriting>(std::move(file));
  }

  Result<std::unique_ptr<Stream>> read(const std::string& path) override {
    std::uint64_t size = 0;
    MANARA_TRY(file, open_regular(path, size));
    return std::make_unique<DescriptorStream>(std::move(file));
  }

  Result<std::uint64_t> size_of(const std::string& path) override {
    struct ::stat about{};
    if (::stat(path.c_str(), &about) != 0) return std::unexpected(read_error(errno).in(path));
    return static_cast<std::uint64_t>(about.st_size);
  }

  bool exists(const std::string& path) override {
    struct ::stat about{};
    return ::stat(path.c_str(), &about) == 0;
  }

  Result<std::vector<Named>> names(const std::string& folder) override {
    std::vector<Named> all;
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(folder.c_str()), ::closedir);
    if (!opened && errno == ENOENT) return all;
    if (!opened) return std::unexpected(read_error(errno).in(folder));
    while (const auto* entry = ::readdir(opened.get())) {
      const std::string_view name = entry->d_name;
      struct ::stat about{};
      // What is gone since it was read is not there.
      if (name == "." || name == ".." ||
          ::fstatat(::dirfd(opened.get()), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        continue;
      all.push_back({.name = std::string(name),
                     .is_folder = S_ISDIR(about.st_mode),
                     .size = static_cast<std::uint64_t>(about.st_size),
                     .changed_ms = about.st_mtim.tv_sec * 1000 + about.st_mtim.tv_nsec / 1'000'000});
    }
    return all;
  }

  using Disk::make_folder;
  Status make_folder(const std::string& path, Readers readers) override {
    if (::mkdir(path.c_str(), readers == Readers::owner ? 0700 : 0777) != 0 && errno != EEXIST) return unwritable(path);
    return {};
  }

  Status rename(const std::string& from, const std::string& to) override {
    if (std::rename(from.c_str(), to.c_str()) != 0) return unwritable(to);
    return {};
  }

  Status remove(const std::string& path) override {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return unwritable(path);
    return {};
  }

  Status remove_all(const std::string& folder) override {
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    if (error) return std::unexpected(write_error(error.value()).in(folder));
    return {};
  }

  Status touch(const std::string& path) override {
    if (::utimensat(AT_FDCWD, path.c_str(), nullptr, 0) != 0) return unwritable(path);
    return {};
  }

  Status sync_file(const std::string& path) override { return sync_opened(path, 0); }

  Status sync_folder(const std::string& path) override { return sync_opened(path, O_DIRECTORY); }

  Status sync_all(const std::string& folder) override {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::syncfs(opened.get()) != 0) return unwritable(folder);
    return {};
  }

  Result<std::unique_ptr<Held>> hold(const std::string& folder, Holding holding) override {
    Descriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!file) return unwritable(folder);
    const int how = holding == Holding::alone ? LOCK_EX : LOCK_SH;
    if (::flock(file.get(), how | LOCK_NB) != 0) return fail(Code{"file_held"}, {}, {.file = folder});
    return std::make_unique<SystemHeld>(std::move(file));
  }
};

}  // namespace

Disk& system_disk() {
  static SystemDisk disk;
  return disk;
}

}  // namespace manara::io
