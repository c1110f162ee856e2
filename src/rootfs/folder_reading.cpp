#include "rootfs/folder_reading.h"

#include <array>
#include <cerrno>
#include <functional>
#include <set>
#include <sys/stat.h>

#include "io/file.h"
#include "io/unpack.h"
#include "rootfs/collector.h"
#include "rootfs/in_root.h"
#include "rootfs/java.h"
#include "rootfs/walk.h"

namespace manara::rootfs {
namespace {

/// The order is that of reading; of two places of one database the first that is there counts for the same file.
constexpr std::array<std::string_view, 16> databases = {
    "etc/os-release",
    "usr/lib/os-release",
    "var/lib/dpkg/status",
    "usr/lib/sysimage/rpm/rpmdb.sqlite",
    "var/lib/rpm/rpmdb.sqlite",
    "usr/share/rpm/rpmdb.sqlite",
    "usr/lib/sysimage/rpm/rpmdb.sqlite-wal",
    "var/lib/rpm/rpmdb.sqlite-wal",
    "usr/share/rpm/rpmdb.sqlite-wal",
    "usr/lib/sysimage/rpm/Packages",
    "usr/lib/sysimage/rpm/Packages.db",
    "var/lib/rpm/Packages",
    "var/lib/rpm/Packages.db",
    "usr/share/rpm/Packages",
    "lib/apk/db/installed",
    "usr/lib/apk/db/installed",
};
constexpr std::string_view status_folder = "var/lib/dpkg/status.d", dpkg_info = "var/lib/dpkg/info",
                           apt_lists = "var/lib/apt/lists";

/// Below this a read into a buffer costs less than to map and unmap.
constexpr std::uint64_t mapped_from = 64 << 10;

/// What a compiled program that brings its libraries along has at least; scripts are smaller.
constexpr std::uint64_t smallest_program = 100 << 10;

class FolderReading {
 public:
  FolderReading(const Root& root, const std::string& name, const Limits& limits, const Options& options)
      : root_(root),
        name_(name.ends_with('/') ? name : name + "/"),
        limits_(limits),
        options_(options),
        collector_(limits, name_, options.program) {}

  Result<Inventory> read() {
    for (const auto path : databases)
      database(path);
    folder(status_folder, Role::dpkg_status);
    collector_.expect_updates();
    folder(apt_lists, Role::apt_list);
    MANARA_CHECK(outcome_);
    if (!collector_.is_system()) return fail(Code{"rootfs_not"});
    walk_languages();
    if (collector_.has_languages()) folder(dpkg_info, Role::dpkg_files);
    MANARA_CHECK(outcome_);
    return collector_.finish();
  }

 private:
  /// Through links, each file once: /var/lib/rpm may be a link to /usr/lib/sysimage/rpm, /lib one to /usr/lib.
  void database(std::string_view path) {
    auto file = root_.find(path);
    const std::string place(path);
    if (!file) {
      if (file.error().code != Code{"file_not_found"}) keep(std::unexpected(std::move(file).error().in(name_ + place)));
      return;
    }
    struct stat about{};
    if (::fstat(file->get(), &about) != 0 || !S_ISREG(about.st_mode)) return;
    if (seen_.insert({about.st_dev, about.st_ino}).second) take(role_of(path), place, std::move(*file));
  }

  void folder(std::string_view path, Role role) {
    for (const auto& name : root_.files_of(path)) {
      const auto place = std::string(path) + "/" + name;
      if (role_of(place) != role) continue;
      auto file = root_.find(place);
      if (file) {
        take(role, place, std::move(*file));
      } else {
        collector_.refuse(place, file.error());
      }
    }
  }

  void walk_languages() {
    const auto passed_over = [&](const std::string& path, const Error& why) { collector_.refuse(path, why); };
    walk(root_.descriptor(), limits_, options_.mounts,
         {.wants = [&](std::string_view folder, std::string_view file) { return wants(folder, file); },
          .file = [&](const std::string& path, io::Descriptor file) { take(role_of(path), path, std::move(file)); },
          .passed_over = passed_over,
          .progress = options_.progress});
  }

  bool wants(std::string_view folder, std::string_view file) {
    path_.assign(folder);
    if (!path_.empty()) path_.push_back('/');
    path_.append(file);
    const auto role = role_of(path_);
    if (role == Role::program) return options_.program != nullptr;
    return is_language(role) || role == Role::updateinfo;
  }

  void take(Role role, const std::string& path, io::Descriptor file) {
    struct stat about{};
    if (!outcome_) return;
    if (::fstat(file.get(), &about) != 0) return collector_.refuse(path, io::read_error(errno));
    if (!S_ISREG(about.st_mode)) return;
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (role == Role::program && ((about.st_mode & 0111U) == 0 || size < smallest_program)) return;
    if (size < mapped_from && role != Role::java_archive) {
      io::DescriptorStream stream(std::move(file));
      return take(role, path, stream, size);
    }
    const auto mapped = io::MappedFile::map(file.get(), size);
    if (!mapped) return collector_.refuse(path, mapped.error());
    if (role == Role::java_archive) return java(path, mapped->bytes());
    const auto stream = io::from_memory(mapped->bytes());
    take(role, path, *stream, size);
  }

  /// Lists of updates lie packed in every way.
  void take(Role role, const std::string& path, io::Stream& stream, std::uint64_t size) {
    if (role != Role::apt_list && role != Role::updateinfo) return keep(collector_.take(role, path, stream));
    io::Ahead ahead(stream, path);
    const auto head = ahead.peek(8);
    if (!head) return collector_.refuse(path, head.error());
    io::Budget budget(limits_, [=] { return size; });
    const auto unpacked = io::unpack(io::packing_of(*head), ahead, budget);
    keep(collector_.take(role, path, *unpacked));
  }

  void java(const std::string& path, std::string_view bytes) {
    keep(read_java_archive(
        bytes, path, limits_,
        {.archive = [&](const std::string& archive) { collector_.saw_java_archive(archive); },
         .package = [&](const std::string& archive, const std::string& member,
                        io::Stream& stream) { return collector_.take_member(archive, member, stream); },
         .refused = [&](const std::string& place, const Error& why) { collector_.refuse(place, why); }}));
  }

  void keep(Status status) {
    if (!status && outcome_) outcome_ = std::move(status);
  }

  const Root& root_;
  std::string name_;
  const Limits& limits_;
  const Options& options_;
  Collector collector_;
  Status outcome_{};
  std::set<std::pair<dev_t, ino_t>> seen_{};
  std::string path_{};
};

}  // namespace

bool folder_tells_system(const std::string& folder) {
  const auto root = Root::open(folder);
  if (!root) return false;
  for (const auto path : databases) {
    if (root->find(path)) return true;
  }
  return !root->files_of(status_folder).empty();
}

Result<Inventory> read_folder(const std::string& folder, const Limits& limits, const Options& options) {
  MANARA_TRY(root, Root::open(folder));
  return FolderReading(root, folder, limits, options).read();
}

}  // namespace manara::rootfs
