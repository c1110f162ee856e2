/// Building blocks of order-preserving version keys. A key is a byte string; two keys of one scheme compare with memcmp
/// (the shorter first when one is a prefix) exactly as their versions do. A range test is then two memcmp, not two parses.
#pragma once

#include <string>
#include <string_view>

namespace manara::versions {

/// Appends a decimal number (digits only, any leading zeros): its length, then its digits. Up to 250 significant digits,
/// which orders "9" < "10" without any limit of machine words. False for a longer one.
bool append_number(std::string& key, std::string_view digits);

/// Takes the run of digits at the head of `text`; empty when there is none.
std::string_view take_digits(std::string_view& text);

/// Compares two runs of digits as numbers of any length.
int compare_numbers(std::string_view a, std::string_view b);

}  // namespace manara::versions
