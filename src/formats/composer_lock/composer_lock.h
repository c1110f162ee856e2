/// The lockfile of Composer: composer.lock (getcomposer.org, "The lock file").
///
/// Out: one Component for each entry of `packages` and `packages-dev`, ecosystem "Packagist", version as written
/// ("v9.45.0", "dev-main"). Packages from a folder of the project (dist.type "path") are passed over, from elsewhere
/// refused (lock_from_folder); so is what has no name or version. Errors: composer_lock_not, those of
/// json::Document::parse, input_too_large, too_many_components.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_composer_lock(const Probe& probe);
Result<Inventory> read_composer_lock(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat composer_lock{"composer-lock", Code{"format_composer_lock"}, looks_like_composer_lock,
                                               read_composer_lock};

}  // namespace manara::formats
