/// What several SBOM formats say in the same words about a package, and what follows for a component from its purl.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/inventory.h"

namespace manara::formats {

/// "%40" → "@"; a stray "%" stays.
std::string percent_decoded(std::string_view text);

/// "glibc-2.34-60.el9.src.rpm" → glibc, 2.34-60.el9; nullopt for a text that is no name of a source RPM.
std::optional<SourcePackage> parse_source_rpm(std::string_view file);

/// OSV's ecosystem for the kinds of packages that Syft ("deb", "go-module") and Trivy ("debian", "gobinary") name; ""
/// for one without, or whose packages are known by a group beside the name (Maven, Composer).
std::string_view ecosystem_of_kind(std::string_view kind);

/// Fills what follows from the rest: the source package from `upstream=` of the purl, a source version that was not
/// given from the component's own (deb-control(5): a Source without a version has the binary's).
void complete(Component& component);

/// The system from `distro=` of a purl ("debian-12", "amzn-2"); an empty id where it has none.
OperatingSystem os_of_purl(std::string_view purl);

/// The system of an inventory that names none itself: that of its packages, where they all name the same release.
void complete_os(Inventory& inventory);

}  // namespace manara::formats
