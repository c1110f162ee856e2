#include "io/folder.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <vector>

namespace manara::io {
namespace {

enum class EntryKind : std::uint8_t { file, folder, other };

struct Entry {
  std::string name;
  EntryKind kind;
};

EntryKind kind_of(int folder, const dirent& entry) {
  if (entry.d_type == DT_REG) return EntryKind::file;
  if (entry.d_type == DT_DIR) return EntryKind::folder;
  if (entry.d_type != DT_UNKNOWN) return EntryKind::other;
  struct stat about{};  // some file systems don't say it in the listing
  if (::fstatat(folder, entry.d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) return EntryKind::other;
  if (S_ISREG(about.st_mode)) return EntryKind::file;
  return S_ISDIR(about.st_mode) ? EntryKind::folder : EntryKind::other;
}

Result<std::vector<Entry>> list(int folder) {
  Descriptor listed(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!listed) return std::unexpected(read_error(errno));
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(listed.get()), ::closedir);
  if (!stream) return std::unexpected(read_error(errno));
  listed.release();
  std::vector<Entry> entries;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(stream.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    const auto kind = kind_of(folder, *entry);
    if (kind != EntryKind::other) entries.push_back({std::string(name), kind});
  }
  if (errno != 0) return std::unexpected(read_error(errno));
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

class FolderWalk {
 public:
  FolderWalk(const Limits& limits, const FileVisitor& visit) : limits_(limits), visit_(visit) {}

  Result<Visit> walk(int folder, const std::string& path, std::size_t depth) {
    auto entries = list(folder);
    if (!entries) {
      if (depth == 0) return std::unexpected(std::move(entries).error());
      return visit_(path, std::unexpected(std::move(entries).error()));
    }
    for (const auto& entry : *entries) {
      const auto inner = path.empty() ? entry.name : path + '/' + entry.name;
      const bool is_file = entry.kind == EntryKind::file;
      MANARA_TRY(next, is_file ? file(folder, entry.name, inner) : enter(folder, entry.name, inner, depth + 1));
      if (next == Visit::stop) return Visit::stop;
    }
    return Visit::go_on;
  }

 private:
  Result<Visit> enter(int parent, const std::string& name, const std::string& path, std::size_t depth) {
    if (depth > limits_.depth) return visit_(path, fail(Code{"folder_too_deep"}, {std::to_string(limits_.depth)}));
    const Descriptor folder(::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder) return refuse(path, errno);
    return walk(folder.get(), path, depth);
  }

  Result<Visit> file(int parent, const std::string& name, const std::string& path) {
    // O_NONBLOCK: should a FIFO have taken the name since it was listed, opening it must not hold us up.
    OpenFile opened{Descriptor(::openat(parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))};
    struct stat about{};
    if (!opened.file || ::fstat(opened.file.get(), &about) != 0) return refuse(path, errno);
    if (!S_ISREG(about.st_mode)) return Visit::go_on;
    opened.size = static_cast<std::uint64_t>(about.st_size);
    return visit_(path, std::move(opened));
  }

  Result<Visit> refuse(const std::string& path, int number) {
    // Gone, or become a link, since it was listed: then it is not in the folder.
    if (number == ENOENT || number == ELOOP || number == ENOTDIR) return Visit::go_on;
    return visit_(path, std::unexpected(read_error(number)));
  }

  const Limits& limits_;
  const FileVisitor& visit_;
};

}  // namespace

Result<Visit> for_each_file(const std::string& folder, const Limits& limits, const FileVisitor& visit) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened) return std::unexpected(read_error(errno).in(folder));
  return FolderWalk(limits, visit).walk(opened.get(), "", 0);
}

}  // namespace manara::io
