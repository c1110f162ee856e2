#include "formats/apt_lists/apt_lists.h"

#include <array>

#include "formats/deb822/deb822.h"
#include "formats/rows.h"
#include "versions/version.h"

namespace manara::formats {
namespace {

using versions::Scheme;

bool is_greater(std::string_view a, std::string_view b) {
  const auto order = versions::compare(Scheme::debian, a, b);
  return order && *order == std::strong_ordering::greater;
}

constexpr std::string_view in_release = "_InRelease", release = "_Release", packages = "_Packages", dists = "_dists_";

std::string offer_key(std::string_view name, std::string_view arch) {
  std::string key(name);
  key.append(":").append(arch);
  return key;
}

}  // namespace

/// "host_path_dists_suite_component_binary-arch_Packages": the key ends with the suite, which the component follows. A
/// suite with a '/' in it ("buster/updates" of old) is taken for its first part: its address says security.
AptListName parse_apt_list_name(std::string_view file) {
  for (const auto* packed : {".lz4", ".gz", ".xz", ".zst", ".bz2"})
    take_suffix(file, packed);
  AptListName name;
  const auto at = file.rfind(dists);
  if (at == std::string_view::npos) return name;
  const auto rest = file.substr(at + dists.size());
  name.suite_key = file.substr(0, at + dists.size() + std::min(rest.find('_'), rest.size()));
  if (file.ends_with(packages) && file.find("_binary-", at) != std::string_view::npos) {
    name.kind = AptListKind::packages;
  } else if (file.ends_with(in_release) || file.ends_with(release)) {
    name.kind = AptListKind::release;
  }
  name.says_security = name.suite_key.find("security") != std::string_view::npos;
  return name;
}

void AptUpdates::expect(const std::vector<Component>& installed) {
  for (const auto& component : installed)
    expected_.emplace(component.name, true);
  expecting_ = true;
}

Status AptUpdates::add_release(const AptListName& name, io::Stream& stream) {
  constexpr std::array<std::string_view, 4> fields = {"Label", "Suite", "Codename", "Version"};
  Stanzas stanzas(stream, fields, limits_);
  for (;;) {
    MANARA_TRY(next, stanzas.next());
    if (next == nullptr) return {};
    const auto& stanza = *next;
    const auto label = stanza["Label"], version = stanza["Version"];
    const auto suite = stanza["Suite"].empty() ? stanza["Codename"] : stanza["Suite"];
    if (label.empty() && suite.empty()) continue;  // the head of the signature
    Suite& known = suites_[std::string(name.suite_key)];
    // As apt itself and unattended-upgrades write an origin: "Debian-Security:12/stable-security".
    known.origin = label;
    if (!version.empty()) known.origin.append(":").append(version);
    if (!suite.empty()) known.origin.append("/").append(suite);
    known.security = label.ends_with("-Security") || suite.ends_with("-security");
    return {};
  }
}

bool AptUpdates::is_security(const AptListName& name) const {
  const auto found = suites_.find(name.suite_key);
  return name.says_security || (found != suites_.end() && found->second.security);
}

void AptUpdates::keep(std::string_view name, std::string_view arch, std::string_view version,
                      const std::string& origin) {
  if (expecting_ && !expected_.contains(name)) return;
  key_.assign(name).append(":").append(arch);
  const auto found = offers_.find(key_);
  if (found == offers_.end()) {
    if (offers_.size() < limits_.components) offers_.emplace(key_, Offer{std::string(version), origin});
  } else if (is_greater(version, found->second.version)) {
    found->second = {std::string(version), origin};
  }
}

Status AptUpdates::add_packages(const AptListName& name, io::Stream& stream) {
  if (!is_security(name)) return {};
  std::string origin(name.suite_key);
  if (const auto suite = suites_.find(name.suite_key); suite != suites_.end()) origin = suite->second.origin;
  constexpr std::array<std::string_view, 3> fields = {"Package", "Version", "Architecture"};
  Stanzas stanzas(stream, fields, limits_);
  bool any_stanza = false, any_package = false;
  for (;;) {
    MANARA_TRY(next, stanzas.next());
    if (next == nullptr) break;
    const auto& stanza = *next;
    any_stanza = true;
    if (!stanza.line_ended()) return fail(Code{"apt_list_truncated"}, {}, {.line = stanza.line()});
    const auto package = stanza["Package"], version = stanza["Version"], arch = stanza["Architecture"];
    if (stanza.broken_line() != 0 || !is_word(package) || !is_word(version) || !is_word(arch)) continue;
    any_package = true;
    keep(package, arch, version, origin);
  }
  // A suite without packages has an empty list.
  if (any_stanza && !any_package) return fail(Code{"apt_list_nothing"});
  return {};
}

const AptUpdates::Offer* AptUpdates::best(const Component& component) const {
  const auto offer = [&](std::string_view arch) {
    const auto found = offers_.find(offer_key(component.name, arch));
    return found == offers_.end() ? nullptr : &found->second;
  };
  const auto* own = offer(component.arch);
  const auto* all = component.arch == "all" ? nullptr : offer("all");
  if (own == nullptr || all == nullptr) return own == nullptr ? all : own;
  return is_greater(all->version, own->version) ? all : own;
}

std::vector<PendingUpdate> AptUpdates::pending(const std::vector<Component>& installed) const {
  std::vector<PendingUpdate> updates;
  for (const auto& component : installed) {
    const auto* offer = best(component);
    if (offer == nullptr || !is_greater(offer->version, component.version)) continue;
    updates.push_back({.name = component.name,
                       .installed = component.version,
                       .candidate = offer->version,
                       .origin = offer->origin,
                       .source = component.source});
  }
  return updates;
}

}  // namespace manara::formats
