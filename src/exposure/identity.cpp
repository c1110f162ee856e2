#include "exposure/identity.h"

#include <algorithm>

#include "versions/cpe.h"
#include "versions/purl.h"

namespace manara::exposure {
namespace {

using versions::Ecosystem;
using versions::MatchBy;

/// The release of a package that names none: the target's own, where the target is that distribution; else the one that
/// its version is an update of.
std::string assumed_release(const Ecosystem& ecosystem, const OperatingSystem& os, std::string_view version) {
  std::string release;
  if (versions::ecosystem_of_os(os.id) == &ecosystem) release = versions::normal_release(ecosystem, os.version);
  return release.empty() ? versions::release_of_version(ecosystem, version) : release;
}

void add_name(Identity& identity, std::string name, std::string version) {
  if (name.empty()) return;
  const bool there =
      std::ranges::any_of(identity.names, [&](const Name& n) { return n.name == name && n.version == version; });
  if (!there) identity.names.push_back({std::move(name), std::move(version)});
}

/// Source, binary or both, as the distribution's advisories name packages.
void add_package_names(Identity& identity, const std::string& name, const std::string& version,
                       const SourcePackage& source) {
  const auto& ecosystem = *identity.ecosystem;
  if (ecosystem.match == MatchBy::package || ecosystem.match == MatchBy::binary || ecosystem.match == MatchBy::either) {
    add_name(identity, name, version);
  }
  if (ecosystem.match == MatchBy::source || ecosystem.match == MatchBy::either) {
    const auto& source_name = source.name.empty() ? name : source.name;
    add_name(identity, versions::fold_name(ecosystem, source_name), source.version.empty() ? version : source.version);
  }
}

Identity unassessed(Code reason, std::string argument) {
  Identity identity;
  identity.unassessed = {reason, {std::move(argument)}};
  return identity;
}

Identity of_purl(const versions::PackageIdentity& package, const Component& component, const OperatingSystem& os) {
  Identity identity;
  identity.ecosystem = package.ecosystem;
  identity.arch = package.arch;
  identity.module = package.module.empty() ? component.module : package.module;
  // The version beside the purl counts where the purl has none.
  const auto& version = package.version.empty() ? component.version : package.version;
  if (package.ecosystem->is_distribution()) {
    identity.release = package.release.empty() ? assumed_release(*package.ecosystem, os, version) : package.release;
  }
  SourcePackage source{package.source_name, package.source_version};
  if (source.name.empty()) source = component.source;
  add_package_names(identity, package.name, version, source);
  // From the longest path to the module alone: any of them may be the module.
  for (auto path = std::string_view(package.name);
       !package.enclosing.empty() && path.size() > package.enclosing.size();) {
    path = path.substr(0, path.rfind('/'));
    identity.names.push_back({std::string(path), version, true});
  }
  return identity;
}

Identity of_ecosystem(const Component& component, const OperatingSystem& os) {
  const auto ref = versions::parse_ecosystem(component.ecosystem);
  if (ref.ecosystem == nullptr) return unassessed(Code{"gap_ecosystem_unsupported"}, component.ecosystem);
  Identity identity;
  identity.ecosystem = ref.ecosystem;
  identity.arch = component.arch;
  identity.module = component.module;
  identity.epoch_unknown = component.epoch_unknown;
  if (ref.ecosystem->is_distribution()) {
    identity.release = !component.release.empty() ? versions::normal_release(*ref.ecosystem, component.release)
                       : !ref.release.empty()     ? ref.release
                                                  : assumed_release(*ref.ecosystem, os, component.version);
  }
  add_package_names(identity, versions::fold_name(*ref.ecosystem, component.name), component.version, component.source);
  return identity;
}

/// By vendor and product, and by the CPEs that the inventory gives.
Identity of_product(const Component& component) {
  Identity identity;
  identity.confidence = component.by_pattern ? Confidence::name : Confidence::product;
  identity.version_is_line = component.version_is_line;
  const auto& version = component.product_version.empty() ? component.version : component.product_version;
  if (!component.vendor.empty() && !component.product.empty()) {
    add_name(identity, fold_product(component.vendor, component.product), version);
  }
  for (const auto& other : component.other_names)
    add_name(identity, fold_product(other.vendor, other.product), version);
  for (const auto& text : component.cpes) {
    const auto cpe = versions::parse_cpe(text);
    if (!cpe) continue;
    add_name(identity, fold_product(cpe->vendor(), cpe->product()),
             version.empty() ? std::string(cpe->version()) : version);
  }
  return identity;
}

}  // namespace

void settle_enclosing(Identity& identity, const Index& index, const EcosystemRow& ecosystem) {
  auto& names = identity.names;
  if (names.empty() || !names.back().enclosing) return;
  const auto known =
      std::ranges::find_if(names, [&](const Name& name) { return index.package(ecosystem, name.name) != nullptr; });
  const Name* kept = known == names.end() ? nullptr : &*known;
  std::erase_if(names, [&](const Name& name) { return name.enclosing && &name != kept; });
}

Identity identify(const Component& component, const OperatingSystem& os) {
  Message purl_gap;
  if (!component.purl.empty()) {
    const auto purl = versions::parse_purl(component.purl, versions::Reading::tolerant);
    if (!purl) return unassessed(Code{"gap_purl_invalid"}, component.purl);
    if (const auto package = versions::identify(*purl)) return of_purl(*package, component, os);
    purl_gap = {Code{"gap_ecosystem_unsupported"},
                {purl->namespace_.empty() ? purl->type : purl->type + "/" + purl->namespace_}};
  } else if (!component.ecosystem.empty()) {
    return of_ecosystem(component, os);
  }
  auto identity = of_product(component);
  if (identity.names.empty()) {
    identity.unassessed = purl_gap.code.empty() ? Message{Code{"gap_no_identity"}, {component.name}} : purl_gap;
  }
  return identity;
}

}  // namespace manara::exposure
