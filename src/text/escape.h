/// Names from inputs, made harmless for where they go. A package may be called anything: an escape sequence that clears
/// the screen, letters that run backwards, a tag, a spreadsheet formula. What is escaped is shown, never dropped.
#pragma once

#include <string>
#include <string_view>

namespace manara::text {

/// For one line of a terminal or log. Control characters and bytes that are not UTF-8 become `\n`, `\t`, `\x1b`,
/// `\x9f`; characters that reorder or hide text (bidi marks, embeddings, overrides and isolates, zero-width space,
/// line separators, tags, …) become `\u202e`. A backslash stays as it is: Windows paths are common, and this is
/// for reading, not for reading back. Joiners (U+200C, U+200D) stay: Persian, Urdu and Malay are written with them.
std::string for_terminal(std::string_view text);

/// For HTML text and for quoted attributes: as for_terminal (line feeds and tabs stay), then & < > " ' as entities.
std::string for_html(std::string_view text);

/// One field of a CSV file (RFC 4180), quoted where it has to be. A field that a spreadsheet would take for a formula
/// (it begins with = + - @, their full-width forms, tab, CR or LF) gets an apostrophe before it. Otherwise as
/// for_terminal, except that line feeds, CRs and tabs stay (inside quotes).
std::string for_csv(std::string_view field);

/// The same for a field that is to be read back as it was: nothing is escaped but what RFC 4180 asks for, and a formula
/// gets its apostrophe. So does a field that begins with apostrophes and then would be one, for `without_defusal` to
/// tell them apart.
std::string for_csv_read_back(std::string_view field);

/// A field with an apostrophe more where `without_defusal` would take one away: for a table that shows formulas as text
/// anyway.
std::string with_defusal_kept(std::string_view field);

/// A field as it was before it was made harmless: "'+216 71 000 000" is "+216 71 000 000".
std::string_view without_defusal(std::string_view field);

}  // namespace manara::text
