/// The one table of package ecosystems: OSV's names (ossf.github.io/osv-schema, "Defined ecosystems") beside purl types
/// and namespaces, os-release(5) ids, the ordering of versions, and how names and releases are folded before they are
/// compared. Names and releases that differ only in spelling ("Zope.Interface", "11.2") must meet; texts that name
/// different things ("8.1" and "8.10" of Debian are one release, of Ubuntu two) must not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "versions/version.h"

namespace manara::versions {

/// How a name is folded before it is compared; see fold_name.
enum class NameFold : std::uint8_t {
  as_is,
  lower,   ///< names differ only in case nowhere: Go, Composer, NuGet, Bitnami, GitHub, …
  pep503,  ///< lower case, each run of "-", "_", "." is one "-"
  crate,   ///< lower case, "_" is "-": crates.io lets no two crates differ in these only
  url,     ///< a repository's address: lower case, without scheme, user, ".git" and last "/"
};

/// What an advisory's package name means, and so what of a component it is compared with.
enum class MatchBy : std::uint8_t {
  package,  ///< a language's package: its name and version
  source,   ///< a distribution's source package: name and version of the source
  binary,   ///< a distribution's binary package
  either,   ///< a distribution whose advisories name sources as well as binaries
};

/// How a distribution writes its releases; see normal_release.
enum class ReleaseRule : std::uint8_t {
  none,         ///< not a distribution
  rolling,      ///< a distribution without releases
  debian,       ///< "11.2" is 11, "bookworm" is 12; up to sarge "3.1" two numbers
  ubuntu,       ///< "22.04.3", "22.04:LTS", "jammy" are 22.04
  alpine,       ///< "v3.13", "3.13.6" are 3.13; pre-releases are edge
  major,        ///< "8.10" is 8
  major_minor,  ///< "3.0.1" is 3.0, "5" is 5.0
  red_hat,      ///< major, or the translated CPE that OSV uses
  suse,         ///< "15.4", "Linux Enterprise Server 15 SP4", "Leap 15.4", "Tumbleweed"
  amazon,       ///< "2", "2023.4.20240401" is 2023, "2018.03" is 1
  whole,        ///< as it is
};

struct Ecosystem {
  std::string_view name;       ///< OSV's; ours where OSV has none (Amazon Linux, Oracle Linux, Fedora, Arch Linux)
  std::string_view purl_type;  ///< "" where no purl type means this ecosystem alone
  Scheme scheme;
  NameFold fold;
  MatchBy match;
  ReleaseRule release;
  char joint;  ///< between purl namespace and name in the package's name; 0: the namespace is not part of the name
  /// Of a distribution: purl namespaces, os-release ids and heads of `distro=`, separated by spaces; the first is the
  /// namespace to write. Of others: further purl types.
  std::string_view ids;

  [[nodiscard]] bool is_distribution() const { return release != ReleaseRule::none; }
};

/// By OSV's name without release ("PyPI", "Debian"), case aside; nullptr for one that is not in the table.
const Ecosystem* find_ecosystem(std::string_view name);

/// By purl type and namespace (both as Purl holds them); nullptr for a type that has no ecosystem, or a distribution
/// that is not in the table.
const Ecosystem* ecosystem_of_purl(std::string_view type, std::string_view name_space);

/// By os-release(5) ID ("debian", "rhel", "sles", "amzn", …); nullptr for one that is not in the table. A derivative is
/// not its parent (its packages are rebuilt, its release numbers are others), so ID_LIKE is not asked. One exception:
/// CentOS is Red Hat: it publishes no advisories of its own and builds the same sources under the same versions.
const Ecosystem* ecosystem_of_os(std::string_view os_id);

/// An ecosystem as an OSV record or an inventory writes it.
struct EcosystemRef {
  const Ecosystem* ecosystem = nullptr;  ///< nullptr: not in the table
  std::string name{};                    ///< the name before the first ":", as written
  std::string release{};                 ///< normal form; "" where none is given or the ecosystem has none
  /// What else the text says: "Pro" (Ubuntu), a product ("enterprise_linux::appstream", "Linux Enterprise Server"), the
  /// address of a repository ("https://packages.drupal.org/8": a part of Packagist). "" mostly.
  std::string variant{};
};

/// "Debian:11", "Alpine:v3.10", "Ubuntu:Pro:18.04:LTS", "Red Hat:enterprise_linux:9::appstream",
/// "SUSE:Linux Enterprise Server 15 SP4", "PyPI", "Packagist:https://packages.drupal.org/8". Any text gives a value.
EcosystemRef parse_ecosystem(std::string_view text);

/// The release as both sides are compared: "11.2" of Debian → "11", "bookworm" → "12", "v3.13.6" of Alpine → "3.13".
/// A text that is no release of this distribution comes back as it is, so that it equals no known release; "" for an
/// ecosystem without releases. `variant`, where given, takes the rest (EcosystemRef).
std::string normal_release(const Ecosystem& ecosystem, std::string_view release, std::string* variant = nullptr);

/// The release of a system from os-release(5) ID and VERSION_ID ("debian", "12"); "" for an id not in the table.
std::string release_of_os(std::string_view os_id, std::string_view version_id);

/// The release in a purl's `distro` qualifier: "debian-11.2", "bookworm", "3.13.6", "opensuse-leap-15.4". "" where the
/// qualifier names another distribution.
std::string release_of_distro(const Ecosystem& ecosystem, std::string_view distro);

/// The release for which a version says that it was made: "5.1-2+deb11u1" and "3.0.11-1~deb12u2" are updates of Debian
/// 11 and 12 (Developer's Reference, on uploads to stable). "" where it says none; a backport's "~bpo11+1" is for users
/// of 11, not of it.
std::string release_of_version(const Ecosystem& ecosystem, std::string_view version);

/// The name by which two spellings of one package are equal.
std::string fold_name(const Ecosystem& ecosystem, std::string_view name);
/// The same, appended to `out`.
void append_folded(const Ecosystem& ecosystem, std::string_view name, std::string& out);

/// The package's name in OSV's writing from a purl's parts: "group:artifact", "@scope/name", "owner/repo"; only the
/// name for distributions.
std::string package_name(const Ecosystem& ecosystem, std::string_view name_space, std::string_view name);

}  // namespace manara::versions
