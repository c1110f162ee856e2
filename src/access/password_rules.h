/// Which passwords are taken: length over composition (NIST SP 800-63B, 3.1.1). Twelve characters of any script, spaces
/// too; none that everybody tries first, or that says who its owner is. No rule about signs and capitals, and no date
/// on which it must be another.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/result.h"

namespace manara::access {

constexpr std::size_t least_password_characters = 12;
constexpr std::size_t most_password_characters = 256;

/// Those that everybody tries first, one a line: common_passwords.txt, embedded.
std::string_view common_passwords();

/// The bytes that are hashed: NFC, every kind of space an ASCII one (RFC 8265, section 4.2.2), so that the same
/// password is the same from another keyboard. Empty for what can be none: too long, no UTF-8, control characters.
std::string prepared_password(std::string_view typed);

/// `about`: their account and names. Errors: password_malformed, password_too_short ({0}: least characters),
/// password_common, password_about_owner.
Status check_password(std::string_view prepared, std::initializer_list<std::string_view> about);

}  // namespace manara::access
