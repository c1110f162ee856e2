/// SPDX 2.2 and 2.3 (ISO/IEC 5962) inventories, JSON or tag-value (2.0 and 2.1 differ in nothing that is read here).
/// Every package is a component: name, versionInfo, purl and CPE of its external references, supplier. Its source
/// package comes from `sourceInfo` as Trivy writes it ("built package from: glibc 2.31-13"), else from the purl; its
/// place from `sourceInfo` as Syft writes it, from its only file (`hasFiles`), or from the lock file that a package of
/// Trivy's kind "Application" stands for. What the document describes (an image) is a component like the others. The
/// system comes from a package whose purpose it is, else from `distro=` of a purl.
///
/// SPDX 3 is another model; it is recognised, and refused with spdx3_later.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_spdx(const Probe& probe);
/// Refused rows: a package without a name; a line of tag-value that is none. Errors: those of JSON,
/// spdx_not_a_document, spdx3_later, spdx_truncated (tag-value that ends inside a line, a text or a package, or that
/// describes a package which does not come), too_many_components.
Result<Inventory> read_spdx(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat spdx{"spdx", Code{"format_spdx"}, looks_like_spdx, read_spdx};

}  // namespace manara::formats
