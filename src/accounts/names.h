/// What somebody may be called.
#pragma once

#include <string_view>

namespace manara::accounts {

/// Typed on every keyboard, never two that look alike: 2 to 64 lower-case ASCII letters, digits and . _ - @.
bool is_account(std::string_view account);
/// One line of text, not empty: no control characters, so that it can stand in a header or a log.
bool is_name(std::string_view name);

}  // namespace manara::accounts
