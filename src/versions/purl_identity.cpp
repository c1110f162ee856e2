// From a purl to what advisories name. Every rule here stands for something that scanners get wrong: the release in
// `distro=`, the source package in `upstream=`, the epoch beside the version, and Go modules.
#include "base/strings.h"
#include "versions/purl.h"

namespace manara::versions {
namespace {

/// "2:1.0-1": an rpm's epoch stands in a qualifier of its own; 0 is the same as none.
std::string version_with_epoch(const Purl& purl) {
  const auto epoch = purl.qualifier("epoch");
  if (epoch.empty() || epoch == "0" || purl.version.find(':') != std::string::npos) return purl.version;
  return std::string(epoch) + ":" + purl.version;
}

/// `upstream=`: "name", "name@version", and for rpm the file name of the source package,
/// "name-version-release.src.rpm".
void read_upstream(const Purl& purl, PackageIdentity& identity) {
  auto upstream = purl.qualifier("upstream");
  if (upstream.empty()) return;
  if (purl.type == "rpm" && (take_suffix(upstream, ".src.rpm") || take_suffix(upstream, ".nosrc.rpm"))) {
    const auto release = cut_last(upstream, '-');
    const auto version = release ? cut_last(release->head, '-') : std::nullopt;
    if (!version) return;
    identity.source_name = version->head;
    // The file name has no epoch; source and binary have the same one, but for a handful of subpackages.
    const auto epoch = cut(identity.version, ':');
    if (epoch) identity.source_version.append(epoch->head).push_back(':');
    identity.source_version.append(version->tail).append("-").append(release->tail);
    return;
  }
  const auto halves = cut(upstream, '@');
  identity.source_name = halves ? halves->head : upstream;
  if (halves) identity.source_version = halves->tail;
}

void identify_distribution(const Purl& purl, PackageIdentity& identity) {
  identity.version = version_with_epoch(purl);
  identity.release = release_of_distro(*identity.ecosystem, purl.qualifier("distro"));
  if (identity.arch == "source" || identity.arch == "src") {
    identity.source_name = purl.name;
    identity.source_version = identity.version;
  } else {
    read_upstream(purl, identity);
  }
  // "nodejs:18:8080020230718…:63b34585": name and stream; the rest is the build.
  const auto module = purl.qualifier("rpmmod");
  const auto name_end = module.find(':');
  const auto stream_end = name_end == std::string_view::npos ? name_end : module.find(':', name_end + 1);
  identity.module = module.substr(0, stream_end);
}

bool is_go_standard_library(const Purl& purl) {
  return purl.namespace_.empty() && (purl.name == "stdlib" || purl.name == "std" || purl.name == "toolchain");
}

void identify_go(const Purl& purl, PackageIdentity& identity) {
  if (is_go_standard_library(purl)) {
    // Only these names: a module whose last name is "go" is a module like others.
    if (purl.name == "std") identity.name = "stdlib";
    std::string_view version = identity.version;
    if (take_prefix(version, "go")) identity.version = std::string(version);
    return;
  }
  // "type=package" says that the subpath is inside the module. Else the end of the module's path may stand there.
  if (purl.subpath.empty() || purl.qualifier("type") == "package") return;
  identity.enclosing = identity.name;
  identity.name.push_back('/');
  append_folded(*identity.ecosystem, purl.subpath, identity.name);
  // ".../v5" of version 5 is the fifth major version, which is a module of its own; "core/v1" and "autoscaling/v2" of
  // version 0.20 are packages.
  std::string_view last = purl.subpath;
  last = last.substr(last.rfind('/') + 1);
  std::string_view version = purl.version;
  take_prefix(version, "v");
  const auto major = take_prefix(last, "v") ? parse_unsigned(last) : std::nullopt;
  if (major && *major >= 2 && major == parse_unsigned(version.substr(0, version.find('.')))) identity.enclosing.clear();
}

/// "6.2.0-1": upstream's version and the package's revision. Advisories know the first only, and as SemVer the second
/// would make it a pre-release, older than the fix.
void identify_bitnami(PackageIdentity& identity) {
  const auto halves = cut_last(identity.version, '-');
  if (!halves || !parse_unsigned(halves->tail)) return;
  const auto length = halves->head.size();
  identity.version.resize(length);
}

/// Without a namespace the distribution may still be said by `distro=`.
const Ecosystem* ecosystem_of(const Purl& purl) {
  if (const auto* known = ecosystem_of_purl(purl.type, purl.namespace_)) return known;
  if (!purl.namespace_.empty()) return nullptr;
  const auto distro = purl.qualifier("distro");
  for (auto dash = distro.rfind('-'); dash != std::string_view::npos && dash > 0; dash = distro.rfind('-', dash - 1)) {
    if (const auto* named = ecosystem_of_purl(purl.type, distro.substr(0, dash))) return named;
  }
  return nullptr;
}

}  // namespace

std::optional<PackageIdentity> identify(const Purl& purl) {
  PackageIdentity identity;
  identity.ecosystem = ecosystem_of(purl);
  if (identity.ecosystem == nullptr) return std::nullopt;
  identity.name = fold_name(*identity.ecosystem, package_name(*identity.ecosystem, purl.namespace_, purl.name));
  identity.arch = purl.qualifier("arch");
  if (identity.ecosystem->is_distribution()) {
    identify_distribution(purl, identity);
    return identity;
  }
  identity.version = purl.version;
  if (purl.type == "golang") identify_go(purl, identity);
  if (purl.type == "bitnami") identify_bitnami(identity);
  return identity;
}

}  // namespace manara::versions
