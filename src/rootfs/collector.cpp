#include "rootfs/collector.h"

#include <algorithm>
#include <tuple>

#include "base/strings.h"
#include "formats/apk/apk.h"
#include "formats/composer_installed/composer_installed.h"
#include "formats/dpkg/dpkg.h"
#include "formats/npm_package/npm_package.h"
#include "formats/os_release/os_release.h"
#include "formats/pom_properties/pom_properties.h"
#include "formats/python_metadata/python_metadata.h"
#include "formats/rows.h"
#include "formats/rpm/rpm.h"
#include "io/ahead.h"
#include "rootfs/gem.h"
#include "rootfs/provenance.h"
#include "versions/ecosystem.h"

namespace manara::rootfs {
namespace {

Result<Inventory> of_one(Component&& component) {
  Inventory inventory;
  inventory.components.push_back(std::move(component));
  return inventory;
}

Result<Inventory> read_gem(const std::string& path) {
  const auto gem = parse_gem_file(std::string_view(path).substr(path.rfind('/') + 1));
  if (!gem || !formats::is_word(gem->name)) return fail(Code{"gem_without_version"});
  Component component;
  component.name = gem->name;
  component.version = gem->version;
  component.ecosystem = "RubyGems";
  return of_one(std::move(component));
}

void append(std::vector<Component>& all, std::vector<Component>&& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Collector::Collector(const Limits& limits, std::string root, const formats::InventoryFormat* program)
    : limits_(limits), root_(std::move(root)), program_(program), apt_(limits), dnf_(limits) {
  inventory_.kind = "rootfs";
}

void Collector::refuse(const std::string& path, const Error& why) {
  if (inventory_.refused.size() < limits_.refused_listed) {
    inventory_.refused.push_back({.line = why.place.line, .reason = why.message(), .found_in = path});
  } else {
    ++inventory_.refused_unlisted;
  }
}

Status Collector::check_count() {
  const auto count = debs_.size() + rpms_.size() + apks_.size() + languages_.size();
  if (count > limits_.components) return fail(Code{"too_many_components"}, {std::to_string(limits_.components)});
  return {};
}

/// Adds what a format read to `into`, or lists why it could not.
Status Collector::merge(Result<Inventory>&& read, const std::string& path, std::vector<Component>& into) {
  if (!read) {
    refuse(path, read.error());
    return {};
  }
  for (auto& component : read->components) {
    component.found_in = path;
    into.push_back(std::move(component));
  }
  for (const auto& row : read->refused)
    refuse(path, {row.reason.code, row.reason.args, {.line = row.line}});
  inventory_.refused_unlisted += read->refused_unlisted;
  return check_count();
}

Status Collector::merge_database(Result<Inventory>&& read, const std::string& path, std::vector<Component>& into) {
  if (!read) return std::unexpected(std::move(read).error().in(root_ + path));
  return merge(std::move(read), path, into);
}

/// etc/os-release comes before usr/lib/os-release (os-release(5)).
void Collector::take_os_release(const std::string& path, io::Stream& stream) {
  const int rank = path.starts_with("etc/") ? 2 : 1;
  if (rank <= os_rank_) return;
  auto os = formats::read_os_release(stream, limits_);
  if (!os) return refuse(path, os.error());
  inventory_.os = std::move(*os);
  os_rank_ = rank;
}

Status Collector::take_packages(Role role, const std::string& path, io::Stream& stream) {
  system_seen_ = true;
  if (role == Role::dpkg_status) {
    const auto note = [&](std::string_view package, std::string_view maintainer) {
      if (!is_distribution_maintainer(maintainer)) unsure_debs_.emplace(package);
    };
    auto read = formats::read_dpkg_with_maintainers(stream, note, limits_);
    const bool is_one_of_many = path.find("status.d/") != std::string::npos;
    return is_one_of_many ? merge(std::move(read), path, debs_) : merge_database(std::move(read), path, debs_);
  }
  const auto own = [&](std::string_view package, std::string_view folder, std::string_view file) {
    owners_.add(package, folder, file);
  };
  if (role == Role::apk_database)
    return merge_database(formats::read_apk_with_files(stream, own, limits_), path, apks_);
  auto read = formats::read_rpm_with_files(stream, own, limits_);
  rpm_read_ = rpm_read_ || read.has_value();
  return merge_database(std::move(read), path, rpms_);
}

Result<Inventory> Collector::read_npm(io::Stream& stream) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits_.record_bytes));
  MANARA_TRY(component, formats::read_npm_package(input.bytes(), document_, limits_));
  return of_one(std::move(component));
}

Status Collector::take_language(Role role, const std::string& path, io::Stream& stream) {
  const auto read = [&]() -> Result<Inventory> {
    if (role == Role::python) return formats::read_python_metadata(stream, path, limits_);
    if (role == Role::npm) return read_npm(stream);
    if (role == Role::gem) return read_gem(path);
    return formats::read_composer_installed(stream, path, limits_);
  };
  MANARA_CHECK(merge(read(), path, languages_));
  language_files_.resize(languages_.size(), path);
  return {};
}

Status Collector::take_updates(Role role, const std::string& path, io::Stream& stream) {
  Status status;
  if (role == Role::updateinfo) {
    status = dnf_.add(formats::RpmUpdates::repository_of(path), stream);
  } else {
    const auto name = formats::parse_apt_list_name(std::string_view(path).substr(path.rfind('/') + 1));
    if (name.kind == formats::AptListKind::release) status = apt_.add_release(name, stream);
    if (name.kind == formats::AptListKind::packages) status = apt_.add_packages(name, stream);
  }
  if (!status) refuse(path, status.error());
  return {};
}

Status Collector::take(Role role, const std::string& path, io::Stream& stream) {
  switch (role) {
    case Role::os_release: take_os_release(path, stream); return {};
    case Role::dpkg_status:
    case Role::rpm_database:
    case Role::apk_database: return take_packages(role, path, stream);
    case Role::dpkg_files:
      if (const auto status = owners_.add_dpkg_files(path, stream, limits_); !status) refuse(path, status.error());
      return {};
    case Role::rpm_journal: {
      char byte = 0;
      const auto read = stream.read({&byte, 1});
      if (read && *read > 0) refuse(path, {Code{"rootfs_rpm_journal"}});
      return {};
    }
    case Role::rpm_old_database:
      system_seen_ = true;
      old_databases_.push_back(path);
      return {};
    case Role::apt_list:
    case Role::updateinfo: return take_updates(role, path, stream);
    case Role::python:
    case Role::npm:
    case Role::gem:
    case Role::composer: return take_language(role, path, stream);
    case Role::program: return program_ == nullptr ? Status{} : take_program(path, stream);
    case Role::java_archive:
    case Role::java_package:
    case Role::none: return {};
  }
  return {};
}

/// Most files without an ending are no programs, and most programs say nothing of what they were built from.
Status Collector::take_program(const std::string& path, io::Stream& stream) {
  io::Ahead ahead(stream, path);
  const auto head = ahead.peek(formats::probe_bytes);
  if (!head || !program_->looks_like({.path = path, .head = *head})) return {};
  auto read = program_->read(ahead, path, limits_);
  if (!read && read.error().code == program_->not_one) return {};
  MANARA_CHECK(merge(std::move(read), path, languages_));
  language_files_.resize(languages_.size(), path);
  return {};
}

/// An archive with archives in it is an application, and needs no name of its own.
void Collector::saw_java_archive(const std::string& path) {
  java_archives_.try_emplace(path, false);
  if (const auto outer = cut_last(path, '!')) java_archives_[std::string(outer->head)] = true;
}

Status Collector::take_member(const std::string& archive, const std::string& member, io::Stream& stream) {
  java_archives_[archive] = true;
  MANARA_CHECK(merge(formats::read_pom_properties(stream, member, limits_), archive + "!" + member, languages_));
  language_files_.resize(languages_.size(), archive);
  return {};
}

void Collector::expect_updates() {
  apt_.expect(debs_);
  dnf_.expect(rpms_);
}

/// Where rpm keeps a Berkeley DB or ndb file, its packages are not known: that must be said, and what to do.
void Collector::judge_old_databases() {
  if (!old_databases_.empty() && !rpm_read_) refuse(old_databases_.front(), {Code{"rootfs_rpm_old_database"}});
}

void Collector::name_distribution() {
  const auto* ecosystem = versions::ecosystem_of_os(inventory_.os.id);
  if (ecosystem == nullptr) return;
  const auto release = versions::release_of_os(inventory_.os.id, inventory_.os.version);
  for (auto* packages : {&debs_, &rpms_, &apks_}) {
    for (auto& component : *packages) {
      component.ecosystem = ecosystem->name;
      component.release = release;
    }
  }
}

std::unordered_set<std::string_view> Collector::foreign_rpms() const {
  std::unordered_set<std::string_view> foreign;
  for (const auto& component : rpms_) {
    if (!is_distribution_vendor(inventory_.os, component.vendor)) foreign.insert(component.name);
  }
  return foreign;
}

/// Of a vendor's package its libraries are nobody's: owned_by would hide them behind advisories that say nothing of it.
void Collector::find_owners() {
  const auto foreign = foreign_rpms();
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    const auto& file = language_files_[i];
    const auto owner = owners_.owner_of(file);
    const bool unsure = unsure_debs_.contains(owner) && !is_debian_language_folder(file);
    if (!unsure && !foreign.contains(owner)) languages_[i].owned_by = owner;
  }
}

Result<Inventory> Collector::finish() {
  if (!is_system()) return fail(Code{"rootfs_not"});
  judge_old_databases();
  for (const auto& [path, said] : java_archives_) {
    if (!said) refuse(path, {Code{"java_archive_without_pom"}});
  }
  name_distribution();
  find_owners();
  std::ranges::stable_sort(languages_, {}, [](const Component& component) {
    return std::tie(component.found_in, component.name, component.version);
  });
  inventory_.pending = apt_.pending(debs_);
  for (auto& update : dnf_.pending(rpms_))
    inventory_.pending.push_back(std::move(update));
  for (auto* packages : {&debs_, &rpms_, &apks_, &languages_})
    append(inventory_.components, std::move(*packages));
  return std::move(inventory_);
}

}  // namespace manara::rootfs
