/// Lockfiles of npm: package-lock.json and npm-shrinkwrap.json, lockfileVersion 1 to 3 (docs.npmjs.com,
/// "package-lock.json"), and a shrinkwrap of npm 4 and before, which has no lockfileVersion. Version 2 and 3 list what
/// is installed under its place ("node_modules/a/node_modules/@scope/b"); 2 has the tree of version 1 beside it, which
/// is then not read.
///
/// Out: one Component "@scope/name" for each package and version, ecosystem "npm"; an alias by its real name;
/// development, optional, peer and bundled packages too. Passed over: the project, the members of its workspace and
/// links to them. Refused rows: packages from a repository, an address, or a folder or archive outside the project
/// (lock_from_…), and what has no name or version. Errors: npm_lock_not, those of json::Document::parse,
/// input_too_large, too_many_components.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_npm_lock(const Probe& probe);
Result<Inventory> read_npm_lock(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat npm_lock{"npm-lock", Code{"format_npm_lock"}, looks_like_npm_lock, read_npm_lock};

}  // namespace manara::formats
