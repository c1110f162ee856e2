#include "node/work_folder.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>

#include "io/new_file.h"

namespace manara::node {

Result<WorkFolder> WorkFolder::begin(const std::string& path) {
  const auto failed = [&] { return std::unexpected(io::write_error(errno).in(path)); };
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failed();
  io::Descriptor held(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!held) return failed();
  if (::flock(held.get(), LOCK_EX | LOCK_NB) != 0) return fail(Code{"work_runs"}, {path});
  std::error_code error;
  for (const auto& left : std::filesystem::directory_iterator(path, error))
    std::filesystem::remove_all(left.path(), error);
  return WorkFolder(path, std::move(held));
}

WorkFolder::~WorkFolder() {
  if (!held_) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Status WorkFolder::become(const std::string& path) {
  MANARA_CHECK(io::sync_folder(path_));
  MANARA_CHECK(rename_file(path_, path));
  held_ = io::Descriptor();
  return io::sync_folder(std::filesystem::path(path).parent_path().string());
}

Status rename_file(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return std::unexpected(io::write_error(errno).in(to));
  return {};
}

}  // namespace manara::node
