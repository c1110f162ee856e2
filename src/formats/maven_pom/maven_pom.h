/// The project file of Maven: pom.xml, *.pom (maven.apache.org, "POM Reference"). It is read as it stands: parents and
/// imported lists of versions lie in repositories.
///
/// Out: one Component "group:artifact" for each entry of `dependencies` and `dependencyManagement`, of the project and
/// of its profiles, whatever its scope; ecosystem "Maven". Versions come from the entry, or from dependencyManagement;
/// ${…} from `properties`, the profile's before the project's, and from the project's and its parent's own group,
/// artifact and version. A managed version counts where nothing of the project itself uses it, too: its modules, which
/// have files of their own, take theirs from it. Not components: the parent, imported lists, plugins.
///
/// Refused rows, with the line of the dependency: no version here (pom_version_elsewhere), a property that is not given
/// here (pom_property_unknown) or comes to no end (pom_property_endless), a range, LATEST or RELEASE (lock_not_pinned).
/// Errors: maven_pom_not, those of xml::Document::parse (a document type is refused), input_too_large,
/// too_many_components.
///
/// A pom.xml below META-INF/maven/ in an archive says what that archive was built with, not what it holds: it is not
/// recognised (formats/pom_properties says what the archive is).
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_maven_pom(const Probe& probe);
Result<Inventory> read_maven_pom(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat maven_pom{"maven-pom", Code{"format_maven_pom"}, looks_like_maven_pom, read_maven_pom};

}  // namespace manara::formats
