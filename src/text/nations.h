/// Names of nations, by their codes of ISO 3166-1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/catalogue.h"

namespace manara::text {

/// "TN" is "Tunisie" in French. nullopt for what is no code of two capital letters that a nation has.
std::optional<std::string> nation_name(Language language, std::string_view code);

}  // namespace manara::text
