#include "io/new_file.h"

#include <filesystem>
#include <utility>

namespace manara::io {

Result<NewFile> NewFile::begin(const std::string& path, Readers readers, Disk& disk) {
  auto file = disk.create(path + ".new", readers);
  if (!file) {
    auto error = std::move(file).error();
    error.place.file = path;  // not the temporary one: nobody asked for that
    return std::unexpected(std::move(error));
  }
  return NewFile(path, std::move(*file), disk);
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, "")),
      file_(std::move(other.file_)),
      disk_(other.disk_) {}

NewFile::~NewFile() {
  if (temporary_.empty()) return;
  // What can't be removed is overwritten by the next one of the name.
  const auto ignored = disk_->remove(temporary_);
  static_cast<void>(ignored);
}

Status NewFile::write(std::string_view bytes) {
  auto written = file_->write(bytes);
  if (!written) return std::unexpected(std::move(written).error().in(path_));
  return {};
}

Status NewFile::sync() {
  auto synced = file_->sync();
  if (!synced) return std::unexpected(std::move(synced).error().in(path_));
  file_->forget();
  return {};
}

Status NewFile::commit_as(const std::string& path) {
  auto done = file_->sync();
  if (done) done = disk_->rename(temporary_, path);
  if (!done) return std::unexpected(std::move(done).error().in(path));
  temporary_.clear();
  const auto folder = std::filesystem::path(path).parent_path().string();
  return disk_->sync_folder(folder.empty() ? "." : folder);
}

Status sync_folder(const std::string& folder) {
  return system_disk().sync_folder(folder);
}

}  // namespace manara::io
