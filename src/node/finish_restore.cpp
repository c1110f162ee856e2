// How what was decided takes its place: the folder `restored` lies there, and each thing in it is moved over what was
// there before, in an order in which the power may be cut anywhere and whoever comes next goes on.
#include <span>

#include "io/file.h"
#include "node/backup.h"

namespace manara::node {
namespace {

/// Moves `name` out of the way, then the restored one in, each synced before the next: the log of the old database must
/// never lie beside the new one.
Status change_file(const std::string& folder, const std::string& name, std::span<const std::string_view> beside,
                   io::Disk& disk) {
  const auto from = folder + "/restored";
  const auto old = from + "/replaced";
  if (!disk.exists(from + "/" + name)) return {};
  for (const auto end : beside) {
    const auto other = name + std::string(end);
    if (!disk.exists(folder + "/" + other)) continue;
    // What was set aside is somebody's only copy. That there is a second one of the name was not our doing.
    if (disk.exists(old + "/" + other)) return fail(Code{"restore_replaced"}, {folder + "/" + other});
    MANARA_CHECK(io::make_folders(old, io::Readers::owner, disk));
    MANARA_CHECK(disk.rename(folder + "/" + other, old + "/" + other));
  }
  if (disk.exists(old)) MANARA_CHECK(disk.sync_folder(old));
  MANARA_CHECK(disk.sync_folder(from));
  MANARA_CHECK(disk.sync_folder(folder));
  MANARA_CHECK(disk.rename(from + "/" + name, folder + "/" + name));
  return disk.sync_folder(folder);
}

}  // namespace

Result<std::string> finish_restore(const std::string& folder, io::Disk& disk) {
  const auto from = folder + "/restored";
  if (!disk.exists(from)) return std::string();
  constexpr std::string_view database[] = {"-wal", "-shm", ""};
  constexpr std::string_view alone[] = {""};
  MANARA_CHECK(change_file(folder, std::string(database_member), database, disk));
  MANARA_CHECK(change_file(folder, "keys", alone, disk));
  MANARA_CHECK(change_file(folder, "blobs", alone, disk));
  std::string aside;
  if (disk.exists(from + "/replaced")) {
    int number = 1;
    do {
      aside = folder + "/replaced-" + std::to_string(number++);
    } while (disk.exists(aside));
    MANARA_CHECK(disk.rename(from + "/replaced", aside));
    MANARA_CHECK(disk.sync_folder(folder));
  }
  // What can't be removed now is removed by whoever opens the node next.
  static_cast<void>(disk.remove_all(from).has_value());
  return aside;
}

}  // namespace manara::node
