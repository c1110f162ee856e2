/// As much of C++ as the house's tests need, without a compiler: where strings and comments are, and where functions
/// begin and end. It knows this repository's formatting and no more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace manara::house {

enum class Strip : std::uint8_t {
  comments,              ///< strings stay
  comments_and_strings,  ///< and what is in quotes, and preprocessor lines
};

/// `code` with the named parts blanked; line ends and positions stay.
std::string strip(std::string_view code, Strip what);

struct Function {
  std::string name{};  ///< "parse", "TEST_CASE(…)" with its text
  std::size_t first_line = 0;
  std::size_t last_line = 0;
  std::string_view body{};  ///< of the stripped code that was given
  [[nodiscard]] std::size_t lines() const { return last_line - first_line + 1; }
};

/// The functions with a body, of namespaces and classes. `stripped`: comments and strings blanked; `code`: as written,
/// for the names of tests.
std::vector<Function> functions(std::string_view stripped, std::string_view code);

/// Whether `word` stands in `code` without a letter, digit or _ beside it.
bool has_word(std::string_view code, std::string_view word);

/// Position of the next such word from `from` on; npos.
std::size_t find_word(std::string_view code, std::string_view word, std::size_t from = 0);

}  // namespace manara::house
