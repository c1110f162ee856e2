/// PHP packages that Composer installed: vendor/composer/installed.json, of Composer 2 ({"packages": […]}) or 1 (the
/// array itself). One Component a package, ecosystem "Packagist", version as written ("v9.45.0", "dev-main").
/// Refused rows: an entry without name or version, its number in the place of the line. Errors: composer_installed_not,
/// those of json::Document::parse, input_too_large, too_many_components.
#pragma once

#include "formats/format.h"

namespace manara::formats {

bool looks_like_composer_installed(const Probe& probe);
Result<Inventory> read_composer_installed(io::Stream& stream, std::string_view path, const Limits& limits);

inline constexpr InventoryFormat composer_installed{"composer-installed", Code{"format_composer_installed"},
                                                    looks_like_composer_installed, read_composer_installed};

}  // namespace manara::formats
