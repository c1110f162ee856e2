/// One form for texts that look the same: é as one letter, however a keyboard writes it.
#pragma once

#include <string>
#include <string_view>

namespace manara::text {

/// NFC (Unicode, annex 15). The text must be UTF-8; what is none is left as it is.
std::string compose(std::string_view text);

}  // namespace manara::text
