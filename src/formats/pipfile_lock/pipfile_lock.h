/// The lockfile of Pipenv: Pipfile.lock (pipenv.pypa.io, "Pipfile & Pipfile.lock").
///
/// Out: one Component for each package of every category (`default`, `develop`, others of the project's own), ecosystem
/// "PyPI", version without its "==". Folders of the project are passed over. Refused rows: packages from a repository,
/// an address, or a folder or file outside the project (lock_from_…); without "==" (lock_not_pinned). Errors:
/// pipfile_lock_not, those of json::Document::parse, input_too_large, too_many_components.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_pipfile_lock(const Probe& probe);
Result<Inventory> read_pipfile_lock(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat pipfile_lock{"pipfile-lock", Code{"format_pipfile_lock"}, looks_like_pipfile_lock,
                                              read_pipfile_lock};

}  // namespace manara::formats
