/// What people type, before it is kept: one form of each character, and none that hides or shows something else than is
/// there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace manara::text {

/// Unicode's composed form (NFC): what looks alike is alike. Text that is no UTF-8 stays as it is.
std::string composed(std::string_view text);

/// A text of one line, or prose, which may have line ends, tabs and the marks that order its directions.
enum class Lines : std::uint8_t { one, many };

/// Whether something in it has no place in what people type: control characters (C0, DEL, C1); in a line also what
/// turns or hides what stands beside it (embeddings, overrides and isolates of direction, spaces of no width, line
/// separators, tags). Joiners stay, Persian and Urdu are spelt with them, and so do the marks U+200E, U+200F, U+061C,
/// without which a number in an Arabic name would stand on the wrong side.
bool has_hidden(std::string_view text, Lines lines);

}  // namespace manara::text
