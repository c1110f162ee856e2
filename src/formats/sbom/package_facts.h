/// What several SBOM formats say in the same words about a package: the source package in a purl's `upstream`
/// qualifier, in an RPM's file name, and the words that generators write for a place or a source.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/inventory.h"

namespace manara::formats {

/// The value of a purl's qualifier, percent-decoded (purl specification, "qualifiers"); "" where there is none.
std::string purl_qualifier(std::string_view purl, std::string_view key);

/// `name`, `name@version` (deb, apk) or `name-version-release.src.rpm` of `upstream=`; a version that is not given is
/// left empty. Nothing for other purl types: an npm package has no source package.
SourcePackage upstream_of_purl(std::string_view purl);

/// "glibc-2.34-60.el9.src.rpm" → glibc, 2.34-60.el9; nullopt for a text that is no name of a source RPM.
std::optional<SourcePackage> parse_source_rpm(std::string_view file);

/// Fills what follows from the rest: the source package from the purl, a source version that was not given from the
/// component's own (deb-control(5): a Source without a version has the binary's).
void complete(Component& component);

}  // namespace manara::formats
