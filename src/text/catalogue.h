/// Sentences: content/text/{en,fr,ar}/<area>.txt, one catalogue. The edge (CLI, HTML) turns a code and its arguments
/// into the reader's language here, and nowhere else.
///
/// A language's files are read when its first sentence is needed (0.1 ms), never at start-up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace manara::text {

enum class Language : std::uint8_t { en, fr, ar };
inline constexpr std::array<Language, 3> languages{Language::en, Language::fr, Language::ar};

/// "fr", "fr_TN.UTF-8", "ar-EG" → the language; nullopt for one that has no texts ("C", "de", "").
std::optional<Language> parse_language(std::string_view tag);

/// "en", "fr", "ar"
std::string_view tag(Language language);

/// The sentence with {0}, {1}, … replaced. A text may give plural forms by its first argument that is a number:
/// `name[one] = …`, `name[two] = …`, `name[few] = …`, `name[many] = …`, `name[other] = …` (CLDR forms, through ICU;
/// also `zero`). A form that a language doesn't give is its `other`.
/// Arguments are inserted as they are: escaping for a terminal or HTML is the caller's, by `escape`.
/// A code without a text gives the code's name and the arguments, so that nothing is ever silent.
std::string sentence(Language language, const Message& message);

/// "file:line: path: sentence" (what is known of the place).
std::string sentence(Language language, const Error& error);

}  // namespace manara::text
