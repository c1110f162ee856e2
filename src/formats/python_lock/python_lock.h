/// Python's lockfiles in TOML: poetry.lock (python-poetry.org, "Installing dependencies") and uv.lock
/// (docs.astral.sh/uv, "Locking and syncing"). Both are lists of [[package]] tables with `name`, `version` and
/// `source`.
///
/// Out: one Component for each name and version, ecosystem "PyPI", as written, whatever group, marker or extra asks for
/// it; private indexes count as PyPI, whose names they mirror. The project and members of its workspace (folders inside
/// it) are passed over. Refused rows, with the line of the package: those from a repository, an address, or a folder or
/// file outside the project (lock_from_…); without name or version.
///
/// TOML has no last bracket, so that half a file is a file: it is told by what a whole one has. Both end in a line
/// break; poetry writes [metadata] with `content-hash` behind the packages; uv locks whatever a package depends on, the
/// members of the workspace and the project itself (its own reader refuses a file without them, too). Without them:
/// python_lock_truncated. Other errors: poetry_lock_not, uv_lock_not, those of toml::Document::parse, input_too_large,
/// too_many_components.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_poetry_lock(const Probe& probe);
Result<Inventory> read_poetry_lock(io::Stream& stream, std::string_view path, const Limits& limits);
bool looks_like_uv_lock(const Probe& probe);
Result<Inventory> read_uv_lock(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat poetry_lock{"poetry-lock", Code{"format_poetry_lock"}, looks_like_poetry_lock,
                                             read_poetry_lock};
inline constexpr InventoryFormat uv_lock{"uv-lock", Code{"format_uv_lock"}, looks_like_uv_lock, read_uv_lock};

}  // namespace manara::formats
