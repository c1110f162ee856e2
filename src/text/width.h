/// How many columns a text takes on a terminal, for tables: Arabic vowel signs take none, Chinese characters two.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace manara::text {

/// Columns of a text that for_terminal has escaped (Unicode TR 11: wide and full-width characters take two, marks that
/// stand on another character none). A byte that is not UTF-8 counts one.
std::size_t display_width(std::string_view text);

/// The text itself where it fits, else its head with "…" at the end, `columns` wide at most.
std::string fit(std::string_view text, std::size_t columns);

enum class Side : std::uint8_t { left, right };

/// Appends `text` with blanks on its other side up to `columns`; a wider text is not cut.
void append_padded(std::string& out, std::string_view text, std::size_t columns, Side side = Side::left);

}  // namespace manara::text
