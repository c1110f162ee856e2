/// Small pieces of text work that every layer needs, ASCII only; what needs Unicode is in text/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace manara {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_alpha(char c) {
  return is_upper(c) || is_lower(c);
}
constexpr bool is_alnum(char c) {
  return is_alpha(c) || is_digit(c);
}
constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

std::string to_lower(std::string_view text);
std::string_view trim(std::string_view text);
bool iequals(std::string_view a, std::string_view b);  ///< equal without case, ASCII

/// The pieces between the separators, empty ones too; "" gives one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The text before and after the first (last) separator; nullopt where there is none.
struct Halves {
  std::string_view head, tail;
};
std::optional<Halves> cut(std::string_view text, char separator);
std::optional<Halves> cut(std::string_view text, std::string_view separator);
std::optional<Halves> cut_last(std::string_view text, char separator);

/// Removes `prefix` from the head and says whether it was there.
bool take_prefix(std::string_view& text, std::string_view prefix);
bool take_suffix(std::string_view& text, std::string_view suffix);

/// As a part of a URI (RFC 3986, 2.1): "a%20b"; letters, digits and "-._~" stay.
std::string percent_encoded(std::string_view text);

/// The whole text as an unsigned decimal number; nullopt for anything else or more than 64 bits.
std::optional<std::uint64_t> parse_unsigned(std::string_view text);
/// The whole text as a decimal fraction ("0.00793"); nullopt for anything else.
std::optional<double> parse_double(std::string_view text);

/// Lets `std::unordered_map<std::string, …, TextHash, std::equal_to<>>` be asked with a string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace manara
