/// UTF-8 (RFC 3629), one character at a time.
#pragma once

#include <cstdint>
#include <string_view>

namespace manara {

/// The number of bytes (1–4) of the well-formed character at the head of `text`; 0 where there is none.
std::size_t utf8_length(std::string_view text);

/// The character at the head of `text`, whose length utf8_length gave.
char32_t utf8_decode(std::string_view text, std::size_t length);

bool is_utf8(std::string_view text);

}  // namespace manara
