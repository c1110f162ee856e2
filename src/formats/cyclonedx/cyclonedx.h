/// CycloneDX (ECMA-424) inventories. A document that breaks rules of the specification is read all the same as far as
/// it can be, with what could not be used listed in `refused`; only what is not CycloneDX at all, or not whole, is an
/// error. Read of each component, nested ones too: name, version, purl, cpe, bom-ref, publisher, supplier; properties
/// of Syft and Trivy for the place and the source package. Not components: services, pedigree (what something was made
/// from), evidence. `metadata.component`, what the document is about, is one. A component of type operating-system
/// fills Inventory::os.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_cyclonedx(const Probe& probe);
/// Errors: those of JSON, cyclonedx_not_a_bom, too_many_components.
Result<Inventory> read_cyclonedx(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat cyclonedx{"cyclonedx", Code{"format_cyclonedx"}, looks_like_cyclonedx, read_cyclonedx};

}  // namespace manara::formats
