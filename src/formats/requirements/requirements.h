/// Requirements files of pip (pip.pypa.io, "Requirements File Format"; PEP 508, PEP 440), as far as they are pinned:
/// what `pip freeze`, pip-compile and `uv export` write. UTF-8, or UTF-16 as PowerShell redirects it.
///
/// Out: one Component for each requirement with `==` or `===`, ecosystem "PyPI", name and version as written; extras,
/// markers, hashes and joined lines are understood. Passed over: comments, options (`-r` and `-c` too: the files that
/// they name are read by themselves), folders of the project. Refused rows with their line: what is not pinned to one
/// version (lock_not_pinned), comes from elsewhere than an index (lock_from_…), or is no requirement
/// (requirement_unreadable). Errors: requirements_nothing (no line is a requirement or option), record_too_large,
/// input_too_large, too_many_components, requirements_truncated: it ends behind a backslash or inside a hash, or its
/// last line has no end in a list with hashes or joined lines, as programs write them. Of a plain list it can't be
/// told.
///
/// Recognised by name: *.txt whose name begins or ends with "requirements" or whose folder is called so, *.pip; any
/// other .txt and standard input if every requirement in its head is pinned.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_requirements(const Probe& probe);
Result<Inventory> read_requirements(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat requirements{"requirements", Code{"format_requirements"}, looks_like_requirements,
                                              read_requirements};

}  // namespace manara::formats
