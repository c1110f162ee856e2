#include "rootfs/owners.h"

#include "rootfs/role.h"

namespace manara::rootfs {
namespace {

/// On a merged /usr a package may say /lib/x for what lies in /usr/lib/x, and the other way round; so neither counts.
std::string_view key_of(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  take_prefix(path, "usr/");
  return path;
}

}  // namespace

void Owners::add(std::string_view package, std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  const auto role = role_of(path);
  if (!is_language(role) || (role == Role::program && !is_in_program_folder(path))) return;
  owners_.try_emplace(std::string(key_of(path)), package);
}

void Owners::add(std::string_view package, std::string_view folder, std::string_view file) {
  path_.assign(folder);
  if (!path_.ends_with('/')) path_.push_back('/');
  path_.append(file);
  add(package, path_);
}

Status Owners::add_dpkg_files(std::string_view list_path, io::Stream& stream, const Limits& limits) {
  auto package = list_path.substr(list_path.rfind('/') + 1);
  take_suffix(package, ".list");
  package = package.substr(0, package.find(':'));
  io::Lines lines(stream, limits.record_bytes);
  for (;;) {
    MANARA_TRY(line, lines.next());
    if (!line) return {};
    add(package, *line);
  }
}

std::string_view Owners::owner_of(std::string_view path) const {
  const auto found = owners_.find(key_of(path));
  return found == owners_.end() ? std::string_view() : found->second;
}

}  // namespace manara::rootfs
