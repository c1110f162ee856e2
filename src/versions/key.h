/// Building blocks of order-preserving version keys. A key is a byte string; two keys of one scheme compare with memcmp
/// (the shorter first when one is a prefix) exactly as their versions do. A range test is then two memcmp, not two
/// parses.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace manara::versions {

/// Appends a decimal number (digits only, any leading zeros): its length without leading zeros, then its digits. That
/// orders "9" < "10" for numbers of any length that a version can hold, without a limit of machine words.
void append_number(std::string& key, std::string_view digits);

/// Appends a count below 2^24 (a version has fewer bytes) in three bytes, highest first.
void append_count(std::string& key, std::uint32_t count);

/// Takes the run of digits at the head of `text`; empty when there is none.
std::string_view take_digits(std::string_view& text);

/// Takes the run of ASCII letters at the head of `text`; empty when there is none.
std::string_view take_letters(std::string_view& text);

/// Removes `c` from the head and says whether it was there. Inlined: the separators of a million versions pass here.
inline bool take_char(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Compares two runs of digits as numbers of any length: <0, 0, >0.
int compare_numbers(std::string_view a, std::string_view b);

/// Not empty, digits only.
bool is_number(std::string_view text);

/// Only zeros, or empty.
bool is_zero(std::string_view digits);

/// Not empty, not longer than a version may be, and each character an ASCII letter, a digit or one of `others`.
bool is_made_of(std::string_view text, std::string_view others);

/// Has a digit. What names no release ("latest", "devel", "unknown", "master") has none, so schemes whose grammar would
/// take any word ask for one.
bool has_digit(std::string_view text);

}  // namespace manara::versions
