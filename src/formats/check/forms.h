/// What a text of a certain form looks like.
#pragma once

#include <optional>
#include <string_view>

#include "base/error.h"
#include "formats/check/rules.h"

namespace manara::formats {

enum class Notation : std::uint8_t { json, xml };

/// The complaint about a text that does not have its form ({0} is the text); nullopt where it does.
std::optional<Code> form_complaint(rules::Form form, std::string_view text, Notation notation, rules::Minor minor);

/// Hexadecimal digits of a hash of that algorithm; 0 for one without a fixed length or unknown.
std::size_t hash_digits(std::string_view algorithm);

}  // namespace manara::formats
