/// Versions from before PEP 440, as setuptools ordered them. PyPI still holds some ("2004d", "0.1-bulbasaur"); they are
/// no versions of PEP 440 and match no range, but lists of releases have an order with them in it.
#pragma once

#include <compare>
#include <string_view>

namespace manara::versions {

/// Any two texts. Numbers and words in turn, without case; a word sorts before a number. "pre", "preview" and "rc" are
/// "c", "dev" sorts first of the words; a hyphen stands for "final-", after which zeros before it do not count.
std::strong_ordering compare_legacy_python(std::string_view a, std::string_view b);

}  // namespace manara::versions
