#include "rootfs/in_root.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strings.h"

namespace manara::rootfs {
namespace {

constexpr int most_links = 40;  // as the kernel has it
constexpr std::size_t longest_path = 4096;

/// The parts of a path that are still to be walked, last first.
using Parts = std::vector<std::string>;

void put_before(Parts& rest, std::string_view path) {
  const auto parts = split(path, '/');
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (!part->empty() && *part != ".") rest.emplace_back(*part);
  }
}

std::string joined(const std::vector<std::string>& parts) {
  std::string path = ".";
  for (const auto& part : parts)
    path.append("/").append(part);
  return path;
}

}  // namespace

Result<Root> Root::open(const std::string& folder) {
  io::Descriptor root(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) return std::unexpected(io::read_error(errno).in(folder));
  return Root(std::move(root));
}

/// Walks part by part and keeps what was reached as a path without links: a link's target goes before what is left.
Result<io::Descriptor> Root::find(std::string_view path) const {
  std::vector<std::string> reached;
  Parts rest;
  put_before(rest, path);
  int links = 0;
  while (!rest.empty()) {
    auto part = std::move(rest.back());
    rest.pop_back();
    if (part == "..") {
      if (!reached.empty()) reached.pop_back();
      continue;
    }
    reached.push_back(std::move(part));
    std::array<char, longest_path> target{};
    const auto length = ::readlinkat(root_.get(), joined(reached).c_str(), target.data(), target.size());
    if (length < 0) continue;  // no link, or not there: opening tells
    if (++links > most_links || rest.size() > longest_path) return fail(Code{"file_not_found"});
    const std::string_view link(target.data(), static_cast<std::size_t>(length));
    reached.pop_back();
    if (link.starts_with('/')) reached.clear();
    put_before(rest, link);
  }
  io::Descriptor file(::openat(root_.get(), joined(reached).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file) return std::unexpected(io::read_error(errno));
  return file;
}

std::vector<std::string> Root::files_of(std::string_view folder) const {
  std::vector<std::string> names;
  auto opened = find(folder);
  if (!opened) return names;
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(::fdopendir(opened->get()), ::closedir);
  if (!listing) return names;
  opened->release();
  while (const dirent* entry = ::readdir(listing.get())) {
    struct stat about{};
    if (entry->d_type != DT_REG && entry->d_type != DT_UNKNOWN) continue;
    if (::fstatat(::dirfd(listing.get()), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (S_ISREG(about.st_mode)) names.emplace_back(entry->d_name);
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace manara::rootfs
