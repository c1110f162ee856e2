#include "node/work_folder.h"

#include <filesystem>

namespace manara::node {
namespace {

Status empty(const std::string& path, io::Disk& disk) {
  MANARA_TRY(names, disk.names(path));
  for (const auto& left : names)
    MANARA_CHECK(left.is_folder ? disk.remove_all(path + "/" + left.name) : disk.remove(path + "/" + left.name));
  return {};
}

}  // namespace

Result<WorkFolder> WorkFolder::begin(const std::string& path, io::Disk& disk) {
  MANARA_CHECK(disk.make_folder(path));
  auto held = disk.hold(path, io::Holding::alone);
  if (!held && held.error().code == Code{"file_held"}) return fail(Code{"work_runs"}, {path});
  if (!held) return std::unexpected(std::move(held).error());
  MANARA_CHECK(empty(path, disk));
  return WorkFolder(path, std::move(*held), disk);
}

WorkFolder::~WorkFolder() {
  if (!held_) return;
  // What can't be removed now is removed by the next one.
  const auto ignored = disk_->remove_all(path_);
  static_cast<void>(ignored);
}

Status WorkFolder::become(const std::string& path) {
  MANARA_CHECK(disk_->sync_folder(path_));
  MANARA_CHECK(disk_->rename(path_, path));
  held_ = nullptr;
  return disk_->sync_folder(std::filesystem::path(path).parent_path().string());
}

}  // namespace manara::node
