#include "io/new_file.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace manara::io {
namespace {

bool is_same_file(int file, const std::string& path) {
  struct stat opened{}, named{};
  if (::fstat(file, &opened) != 0 || ::lstat(path.c_str(), &named) != 0) return false;
  return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/// The temporary file, empty and ours alone. One fixed name, locked: writers wait for each other, and what a killed one
/// left behind is overwritten by the next, so that remains don't pile up.
Result<Descriptor> open_temporary(const std::string& path, Readers readers) {
  const mode_t mode = readers == Readers::owner ? 0600 : 0666;
  for (;;) {
    Descriptor file(::open(path.c_str(), O_CREAT | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!file) return std::unexpected(write_error(errno));
    while (::flock(file.get(), LOCK_EX) != 0) {
      if (errno != EINTR) return std::unexpected(write_error(errno));
    }
    if (!is_same_file(file.get(), path)) continue;  // the writer that we waited for has renamed or removed it
    if (readers == Readers::owner && ::fchmod(file.get(), mode) != 0) return std::unexpected(write_error(errno));
    if (::ftruncate(file.get(), 0) != 0) return std::unexpected(write_error(errno));
    return file;
  }
}

Status sync_opened(const std::string& path, int flags) {
  const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags));
  if (!opened || ::fsync(opened.get()) != 0) return std::unexpected(write_error(errno).in(path));
  return {};
}

}  // namespace

Result<NewFile> NewFile::begin(const std::string& path, Readers readers) {
  auto file = open_temporary(path + ".new", readers);
  if (!file) return std::unexpected(std::move(file).error().in(path));
  return NewFile(path, std::move(*file));
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, "")), file_(std::move(other.file_)) {}

NewFile::~NewFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Status NewFile::write(std::string_view bytes) {
  auto written = write_all(file_.get(), bytes);
  if (!written) return std::unexpected(std::move(written).error().in(path_));
  return {};
}

Status NewFile::sync() {
  if (::fsync(file_.get()) != 0) return std::unexpected(write_error(errno).in(path_));
  ::posix_fadvise(file_.get(), 0, 0, POSIX_FADV_DONTNEED);
  return {};
}

Status NewFile::commit() {
  if (::fsync(file_.get()) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0)
    return std::unexpected(write_error(errno).in(path_));
  temporary_.clear();
  const auto folder = std::filesystem::path(path_).parent_path().string();
  return sync_folder(folder.empty() ? "." : folder);
}

Status sync_folder(const std::string& folder) {
  return sync_opened(folder, O_DIRECTORY);
}

Status sync_file(const std::string& path) {
  return sync_opened(path, 0);
}

}  // namespace manara::io
