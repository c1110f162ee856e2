/// What Maven writes into every archive that it builds: META-INF/maven/<group>/<artifact>/pom.properties, in Java's
/// property format (java.util.Properties: key and value between '=', ':' or blanks, '#' and '!' comments, backslash
/// escapes). One Component "group:artifact", ecosystem "Maven". An archive with others packed into it ("fat") has one
/// such file for each. Errors: pom_properties_not (no groupId, artifactId and version), record_too_large.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_pom_properties(const Probe& probe);
Result<Inventory> read_pom_properties(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat pom_properties{"pom-properties", Code{"format_pom_properties"},
                                                looks_like_pom_properties, read_pom_properties};

}  // namespace manara::formats
