/// What is installed, as every inventory format gives it and the matcher takes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "model/vex.h"

namespace manara {

/// The source package that a binary package was built from; both fields may differ from the binary's
/// (968 names and 108 versions of 1,167 on one Debian 12).
struct SourcePackage {
  std::string name{};
  std::string version{};
  bool operator==(const SourcePackage&) const = default;
};

/// Another spelling under which advisories know a product.
struct ProductName {
  std::string vendor{};
  std::string product{};
  bool operator==(const ProductName&) const = default;
};

struct Component {
  std::string name{};     ///< as in the input
  std::string version{};  ///< as in the input; "" where none is given
  std::string purl{};     ///< as in the input, unchanged; "" where none is given
  std::string vendor{};   ///< as given, or from a CPE, or through content/products
  std::string product{};
  std::vector<ProductName> other_names{};  ///< of the same product
  std::string product_version{};           ///< as its advisories write it ("8u361"), where that differs from `version`
  /// The version is a release line only ("2024"): updates within it leave no trace in the input.
  bool version_is_line = false;
  bool epoch_unknown = false;  ///< an RPM package whose epoch the input leaves away (`rpm -qa`), which is not "none"
  std::vector<std::string> cpes{};
  SourcePackage source{};

  /// OSV's name of the ecosystem ("Debian", "PyPI"), for formats that know it without a purl (dpkg, lockfiles).
  /// "": take it from the purl.
  std::string ecosystem{};
  std::string release{};  ///< of a distribution: "12", "v3.18"; "": the inventory's own (os)
  std::string arch{};
  std::string module{};  ///< RPM module stream ("nodejs:18")
  /// Where inside the target: a path in an image or archive, "" when the target itself is the place.
  std::string found_in{};
  /// The distribution package that brought this language package along; then the distribution's advisories judge it.
  std::string owned_by{};
  std::string reference{};  ///< bom-ref or SPDXID: what VEX statements of the same document point at
  std::string host{};       ///< of an estate's list: the machine
  bool by_pattern = false;  ///< vendor and product came through content/products: confidence `name`
  bool operator==(const Component&) const = default;
};

/// A row that could not be used; the rest of the input was.
struct Refused {
  std::uint64_t line = 0;  ///< from 1; 0 where the format has no lines
  Message reason{};
  std::string found_in{};  ///< which file inside the target, as Component::found_in; "" when the target itself
  bool operator==(const Refused&) const = default;
};

/// os-release(5)
struct OperatingSystem {
  std::string id{};  ///< "debian", "almalinux", "windows"
  std::string id_like{};
  std::string version{};  ///< VERSION_ID "12", "3.18.4"; Windows: build "10.0.19045.3803"
  std::string name{};     ///< PRETTY_NAME or caption
  bool operator==(const OperatingSystem&) const = default;
};

/// A newer version that a machine's own update lists offer from a security suite.
struct PendingUpdate {
  std::string name{};  ///< binary package
  std::string installed{};
  std::string candidate{};
  std::string origin{};                   ///< "Debian-Security:12/stable-security", "rhel-8-baseos updateinfo"
  std::vector<std::string> advisories{};  ///< ids that the list itself names (RHSA-…, CVE-…)
  SourcePackage source{};
  bool operator==(const PendingUpdate&) const = default;
};

struct Inventory {
  std::string kind{};  ///< the format that read it: "cyclonedx", "dpkg", …
  OperatingSystem os{};
  std::vector<Component> components{};
  std::vector<Refused> refused{};
  std::uint64_t refused_unlisted = 0;  ///< beyond Limits::refused_listed
  std::vector<PendingUpdate> pending{};
  std::vector<VexStatement> vex{};
};

}  // namespace manara
