// Adding an ecosystem is adding a row. Look-ups go through two sorted lists of the same rows, made once: a nation's
// inventory asks a million times, and a scan of the table by text would cost more than the parse of the purl.
#include "versions/ecosystem.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/strings.h"

namespace manara::versions {
namespace {

using enum NameFold;
using enum MatchBy;
using S = Scheme;
using R = ReleaseRule;

// clang-format off
constexpr Ecosystem rows[] = {
    // Languages and other ecosystems without releases.
    {"PyPI",           "pypi",             S::pep440,    pep503, package, R::none, 0,   ""},
    {"npm",            "npm",              S::semver,    as_is,  package, R::none, '/', ""},
    {"Go",             "golang",           S::semver,    lower,  package, R::none, '/', ""},
    {"crates.io",      "cargo",            S::semver,    crate,  package, R::none, '/', ""},
    {"Maven",          "maven",            S::maven,     as_is,  package, R::none, ':', ""},
    {"NuGet",          "nuget",            S::nuget,     lower,  package, R::none, '/', ""},
    {"RubyGems",       "gem",              S::gem,       as_is,  package, R::none, '/', ""},
    {"Packagist",      "composer",         S::packagist, lower,  package, R::none, '/', ""},
    {"Hex",            "hex",              S::semver,    lower,  package, R::none, '/', ""},
    {"Pub",            "pub",              S::pub,       lower,  package, R::none, '/', ""},
    {"Hackage",        "hackage",          S::hackage,   as_is,  package, R::none, '/', ""},
    {"GHC",            "",                 S::hackage,   as_is,  package, R::none, '/', ""},
    {"CRAN",           "cran",             S::cran,      as_is,  package, R::none, '/', ""},
    {"Bioconductor",   "bioconductor",     S::cran,      as_is,  package, R::none, '/', ""},
    {"SwiftURL",       "swift",            S::semver,    url,    package, R::none, '/', ""},
    {"ConanCenter",    "conan",            S::conan,     lower,  package, R::none, '/', ""},
    {"Bitnami",        "bitnami",          S::semver,    lower,  package, R::none, '/', ""},
    {"Homebrew",       "brew",             S::homebrew,  lower,  package, R::none, '/', ""},
    {"Julia",          "julia",            S::semver,    as_is,  package, R::none, '/', ""},
    {"opam",           "opam",             S::debian,    as_is,  package, R::none, '/', ""},
    {"VSCode",         "vscode-extension", S::semver,    lower,  package, R::none, '.', "vscode"},
    // Inventories write an action as a package of GitHub.
    {"GitHub Actions", "githubactions",    S::semver,    lower,  package, R::none, '/', "github"},
    {"Kubernetes",     "",                 S::semver,    lower,  package, R::none, '/', ""},
    {"Linux",          "",                 S::generic,   as_is,  package, R::none, '/', ""},
    {"Android",        "",                 S::generic,   as_is,  package, R::none, '/', ""},
    // OSV writes pkg:generic here, which names nobody: a bare name never matches.
    {"OSS-Fuzz",       "",                 S::generic,   as_is,  package, R::none, '/', ""},
    {"GIT",            "",                 S::generic,   url,    package, R::none, '/', ""},
    // Distributions.
    {"Debian",         "deb",  S::debian,  as_is, source,  R::debian,      0, "debian"},
    {"Ubuntu",         "deb",  S::debian,  as_is, source,  R::ubuntu,      0, "ubuntu"},
    {"Echo",           "deb",  S::debian,  as_is, source,  R::rolling,     0, "echo"},
    {"Alpine",         "apk",  S::apk,     as_is, source,  R::alpine,      0, "alpine"},
    {"Wolfi",          "apk",  S::apk,     as_is, either,  R::rolling,     0, "wolfi"},
    {"Chainguard",     "apk",  S::apk,     as_is, either,  R::rolling,     0, "chainguard"},
    {"MinimOS",        "apk",  S::apk,     as_is, either,  R::rolling,     0, "minimos"},
    {"Alpaquita",      "apk",  S::apk,     as_is, source,  R::whole,       0, "alpaquita"},
    {"BellSoft Hardened Containers", "apk", S::apk, as_is, source, R::whole, 0, "bellsoft-hardened-containers"},
    {"CleanStart",     "apk",  S::apk,     as_is, either,  R::rolling,     0, "cleanstart"},
    {"AlmaLinux",      "rpm",  S::rpm,     as_is, binary,  R::major,       0, "almalinux alma"},
    {"Rocky Linux",    "rpm",  S::rpm,     as_is, either,  R::major,       0, "rocky rocky-linux rockylinux"},
    {"Red Hat",        "rpm",  S::rpm,     as_is, either,  R::red_hat,     0, "redhat rhel centos"},
    {"SUSE",           "rpm",  S::rpm,     as_is, either,  R::suse,        0,
     "suse sles sled sle_hpc sles_sap sle-micro sl-micro suse-microos"},
    {"openSUSE",       "rpm",  S::rpm,     as_is, either,  R::suse,        0,
     "opensuse opensuse-leap opensuse-tumbleweed opensuse-leap-micro"},
    {"Photon OS",      "rpm",  S::rpm,     as_is, binary,  R::major_minor, 0, "photon"},
    {"Azure Linux",    "rpm",  S::rpm,     as_is, either,  R::major,       0, "azurelinux mariner cbl-mariner"},
    {"Mageia",         "rpm",  S::rpm,     as_is, either,  R::major,       0, "mageia"},
    {"openEuler",      "rpm",  S::rpm,     as_is, either,  R::whole,       0, "openeuler"},
    {"Amazon Linux",   "rpm",  S::rpm,     as_is, binary,  R::amazon,      0, "amzn amazon amazonlinux"},
    {"Oracle Linux",   "rpm",  S::rpm,     as_is, binary,  R::major,       0, "oracle ol oraclelinux"},
    {"Fedora",         "rpm",  S::rpm,     as_is, binary,  R::major,       0, "fedora"},
    {"Arch Linux",     "alpm", S::alpm,    as_is, either,  R::rolling,     0, "arch archlinux"},
};
// clang-format on

struct Id {
  std::string_view type, id;  // type "" for os-release ids
  const Ecosystem* row;
  friend auto operator<=>(const Id& a, const Id& b) {
    if (const auto order = a.type <=> b.type; order != 0) return order;
    return a.id <=> b.id;
  }
};

struct Name {
  std::string folded;
  const Ecosystem* row;
};

std::vector<Id> make_ids() {
  std::vector<Id> ids;
  for (const auto& row : rows) {
    if (!row.is_distribution() && !row.purl_type.empty()) ids.push_back({row.purl_type, "", &row});
    for (const auto id : split(row.ids, ' ')) {
      if (id.empty()) continue;
      if (row.is_distribution()) {
        ids.push_back({row.purl_type, id, &row});
        ids.push_back({"", id, &row});
      } else {
        ids.push_back({id, "", &row});
      }
    }
  }
  std::ranges::sort(ids, [](const Id& a, const Id& b) { return (a <=> b) < 0; });
  return ids;
}

std::vector<Name> make_names() {
  std::vector<Name> names;
  for (const auto& row : rows)
    names.push_back({to_lower(row.name), &row});
  std::ranges::sort(names, {}, &Name::folded);
  return names;
}

const Ecosystem* find_id(std::string_view type, std::string_view id) {
  static const std::vector<Id> ids = make_ids();
  const Id wanted{type, id, nullptr};
  const auto found =
      std::lower_bound(ids.begin(), ids.end(), wanted, [](const Id& a, const Id& b) { return (a <=> b) < 0; });
  return found != ids.end() && found->type == type && found->id == id ? found->row : nullptr;
}

bool is_pep503_separator(char c) {
  return c == '-' || c == '_' || c == '.';
}

void append_pep503(std::string_view name, std::string& out) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_pep503_separator(name[i])) {
      out.push_back(to_lower(name[i]));
    } else if (i == 0 || !is_pep503_separator(name[i - 1])) {
      out.push_back('-');
    }
  }
}

void append_url(std::string_view address, std::string& out) {
  if (const auto scheme = address.find("://"); scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  const auto slash = address.find('/');
  const auto at = address.substr(0, slash).rfind('@');
  if (at != std::string_view::npos) address.remove_prefix(at + 1);
  while (address.ends_with('/'))
    address.remove_suffix(1);
  take_suffix(address, ".git");
  for (const char c : address)
    out.push_back(to_lower(c));
}

}  // namespace

const Ecosystem* find_ecosystem(std::string_view name) {
  static const std::vector<Name> names = make_names();
  const auto folded = to_lower(name);
  const auto found = std::ranges::lower_bound(names, folded, {}, &Name::folded);
  return found != names.end() && found->folded == folded ? found->row : nullptr;
}

const Ecosystem* ecosystem_of_purl(std::string_view type, std::string_view name_space) {
  if (const auto* language = find_id(type, "")) return language;
  return type.empty() || name_space.empty() ? nullptr : find_id(type, to_lower(name_space));
}

const Ecosystem* ecosystem_of_os(std::string_view os_id) {
  return os_id.empty() ? nullptr : find_id("", to_lower(os_id));
}

EcosystemRef parse_ecosystem(std::string_view text) {
  EcosystemRef ref;
  const auto halves = cut(text, ':');
  ref.name = halves ? halves->head : text;
  ref.ecosystem = find_ecosystem(ref.name);
  if (!halves) return ref;
  if (ref.ecosystem == nullptr || !ref.ecosystem->is_distribution()) {
    ref.variant = halves->tail;
  } else {
    ref.release = normal_release(*ref.ecosystem, halves->tail, &ref.variant);
  }
  return ref;
}

void append_folded(const Ecosystem& ecosystem, std::string_view name, std::string& out) {
  switch (ecosystem.fold) {
    case NameFold::as_is: out.append(name); return;
    case NameFold::lower:
      for (const char c : name)
        out.push_back(to_lower(c));
      return;
    case NameFold::pep503: append_pep503(name, out); return;
    case NameFold::crate:
      for (const char c : name)
        out.push_back(c == '_' ? '-' : to_lower(c));
      return;
    case NameFold::url: append_url(name, out); return;
  }
}

std::string fold_name(const Ecosystem& ecosystem, std::string_view name) {
  std::string out;
  out.reserve(name.size());
  append_folded(ecosystem, name, out);
  return out;
}

std::string package_name(const Ecosystem& ecosystem, std::string_view name_space, std::string_view name) {
  std::string out;
  // The formulae of Homebrew's own tap are named without it.
  const bool own_tap = ecosystem.purl_type == "brew" && name_space == "homebrew/core";
  if (ecosystem.joint != 0 && !name_space.empty() && !own_tap) {
    out.reserve(name_space.size() + 1 + name.size());
    out.append(name_space).push_back(ecosystem.joint);
  }
  out.append(name);
  return out;
}

}  // namespace manara::versions
