/// The words of an installer's display name: what its pattern is written in, and what it is read as.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manara::products {

/// Splits at blanks; a parenthesis or bracket is a word of its own, "(" or ")"; " - " is the word "-". Lower case for
/// Latin, Greek and Cyrillic; Arabic-Indic digits become 0–9. Dropped: ® ™ © (R) (TM) (C), quotes, bidi and zero-width
/// characters, commas and colons that end a word. A byte that is no UTF-8 becomes U+FFFD, which no pattern contains.
/// More than `max_words` words: none at all, no installer's name has so many.
std::vector<std::string> words_of(std::string_view name);

inline constexpr std::size_t max_words = 48;

bool is_number(std::string_view word);           ///< 1 to 9 digits
bool looks_like_version(std::string_view word);  ///< "5", "v1.2", "2.6.6-i001", "8u361", "4.0rc1"; not "3d", "7-zip"

}  // namespace manara::products
