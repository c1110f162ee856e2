#include "rootfs/tar_reading.h"

#include "base/strings.h"
#include "io/source.h"
#include "rootfs/collector.h"

namespace manara::rootfs {
namespace {

/// Where an item lies: in the root file system, or in an archive that lies there.
struct PlaceInRoot {
  std::string archive{};  ///< "opt/app.war!WEB-INF/lib/x.jar"; "" for a file of the root file system itself
  std::string path{};
};

/// io names an item "image.tar!opt/app.war!WEB-INF/web.xml.gz", and its path "WEB-INF/web.xml".
PlaceInRoot place_of(const io::Item& item, const std::string& source) {
  std::string_view inside = item.name;
  if (!take_prefix(inside, source) || !take_prefix(inside, "!")) return {.path = item.path};
  auto ending = inside;
  if (take_prefix(ending, item.path) && (ending.empty() || ending.starts_with('.'))) return {.path = item.path};
  const auto at = inside.rfind("!" + item.path);
  return {std::string(inside.substr(0, at)), item.path};
}

bool tells_system(Role role) {
  switch (role) {
    case Role::os_release:
    case Role::dpkg_status:
    case Role::rpm_database:
    case Role::rpm_old_database:
    case Role::apk_database: return true;
    default: return false;
  }
}

class TarReading {
 public:
  TarReading(const std::string& file, const Limits& limits, const Options& options)
      : file_(file), limits_(limits), collector_(limits, file + "!", options.program) {}

  Result<Inventory> read() {
    const auto status = io::for_each_item(file_, limits_, [&](io::Item& item) { return take(item); });
    MANARA_CHECK(status);
    return collector_.finish();
  }

 private:
  Result<io::Visit> take(io::Item& item) {
    if (item.named && item.refusal != nullptr) return std::unexpected(*item.refusal);
    const auto place = place_of(item, file_);
    MANARA_CHECK(place.archive.empty() ? take_file(place.path, item) : take_member(place, item));
    return io::Visit::go_on;
  }

  Status take_file(const std::string& path, io::Item& item) {
    const auto role = role_of(path);
    if (role == Role::none) return {};
    if (item.refusal == nullptr) return collector_.take(role, path, *item.stream);
    if (role != Role::program) collector_.refuse(path, *item.refusal);
    return {};
  }

  Status take_member(const PlaceInRoot& place, io::Item& item) {
    if (role_of(place.archive) != Role::java_archive) return {};
    if (place.archive != last_archive_) collector_.saw_java_archive(place.archive);
    last_archive_ = place.archive;
    if (role_of_member(place.path) != Role::java_package) return {};
    return collector_.take_member(place.archive, place.path, *item.stream);
  }

  const std::string& file_;
  const Limits& limits_;
  Collector collector_;
  std::string last_archive_{};
};

}  // namespace

bool tar_tells_system(const std::string& file, const Limits& limits) {
  bool found = false;
  const auto status = io::for_each_item(file, limits, [&](io::Item& item) -> Result<io::Visit> {
    if (item.named) return io::Visit::stop;  // a file that is no archive comes as itself
    found = place_of(item, file).archive.empty() && tells_system(role_of(item.path));
    return found ? io::Visit::stop : io::Visit::go_on;
  });
  return status && found;
}

Result<Inventory> read_tar(const std::string& file, const Limits& limits, const Options& options) {
  return TarReading(file, limits, options).read();
}

}  // namespace manara::rootfs
