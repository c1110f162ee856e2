/// An installed Python package: *.dist-info/METADATA, *.egg-info/PKG-INFO, or *.egg-info where that is a file (Python's
/// "Core metadata specifications": headers as in a mail, a description may follow). One Component, ecosystem "PyPI",
/// name and version as written. Errors: python_metadata_not (no Metadata-Version, Name and Version),
/// python_metadata_truncated (ends inside a header), record_too_large.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_python_metadata(const Probe& probe);
Result<Inventory> read_python_metadata(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat python_metadata{"python-metadata", Code{"format_python_metadata"},
                                                 looks_like_python_metadata, read_python_metadata};

}  // namespace manara::formats
