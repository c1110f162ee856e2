/// Takes the files of a root file system in any order, and makes one inventory of them: a folder gives its databases
/// first, a tar as they come.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "formats/apt_lists/apt_lists.h"
#include "formats/format.h"
#include "formats/updateinfo/updateinfo.h"
#include "json/json.h"
#include "model/inventory.h"
#include "rootfs/owners.h"
#include "rootfs/role.h"

namespace manara::rootfs {

class Collector {
 public:
  /// `root`: what stands before a path where an error names it ("/mnt/", "image.tar!"). `program`: the format that
  /// reads what programs say of themselves; nullptr: they are passed over.
  Collector(const Limits& limits, std::string root, const formats::InventoryFormat* program);

  /// A file by its role. What is wrong with it becomes a refused row. Lists of apt come after the Release file of their
  /// suite, where there is one. Errors: too_many_components; what is wrong with a package database, for without it an
  /// inventory would be half of one and look whole.
  Status take(Role role, const std::string& path, io::Stream& stream);

  /// A Java archive was seen; finish() names those in which no pom.properties was.
  void saw_java_archive(const std::string& path);
  /// A file inside a Java archive, of the role java_package.
  Status take_member(const std::string& archive, const std::string& member, io::Stream& stream);

  /// From now on only updates of packages that were taken are kept.
  void expect_updates();

  void refuse(const std::string& path, const Error& why);

  [[nodiscard]] bool has_languages() const { return !languages_.empty(); }
  /// Something was seen that tells a system.
  [[nodiscard]] bool is_system() const { return os_rank_ > 0 || system_seen_; }

  Result<Inventory> finish();

 private:
  void take_os_release(const std::string& path, io::Stream& stream);
  Status merge(Result<Inventory>&& read, const std::string& path, std::vector<Component>& into);
  Status merge_database(Result<Inventory>&& read, const std::string& path, std::vector<Component>& into);
  Status take_packages(Role role, const std::string& path, io::Stream& stream);
  Status take_language(Role role, const std::string& path, io::Stream& stream);
  Status take_updates(Role role, const std::string& path, io::Stream& stream);
  Result<Inventory> read_npm(io::Stream& stream);
  Status take_program(const std::string& path, io::Stream& stream);
  void judge_old_databases();
  void name_distribution();
  Status check_count();
  void find_owners();
  [[nodiscard]] std::unordered_set<std::string_view> foreign_rpms() const;

  Limits limits_;
  std::string root_;
  const formats::InventoryFormat* program_;
  Inventory inventory_{};
  std::vector<Component> debs_{}, rpms_{}, apks_{}, languages_{};
  std::vector<std::string> language_files_{};    ///< of each of languages_, the file that a package may own
  std::map<std::string, bool> java_archives_{};  ///< and whether one said what it is
  std::vector<std::string> old_databases_{};
  int os_rank_ = 0;
  bool system_seen_ = false, rpm_read_ = false;
  Owners owners_{};
  std::set<std::string, std::less<>> unsure_debs_{};  ///< whose Maintainer does not show that they are Debian's
  formats::AptUpdates apt_;
  formats::RpmUpdates dnf_;
  json::Document document_{};
};

}  // namespace manara::rootfs
