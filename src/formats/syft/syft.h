/// Syft's own JSON (schema 1 to 16: what is read here has not moved, but for `distro.version`, now `versionID`, and
/// CPEs, now objects). Every artifact is a component: name, version, purl, cpes, first location; its source package
/// from the metadata of dpkg, rpm or apk. `distro` is the system. A relationship of ownership by overlap of files says
/// which distribution package brought a language package along.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_syft(const Probe& probe);
/// Refused rows: an artifact without a name. Errors: those of JSON, syft_not_a_document, too_many_components.
Result<Inventory> read_syft(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat syft{"syft", Code{"format_syft"}, looks_like_syft, read_syft};

}  // namespace manara::formats
