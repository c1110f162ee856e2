#include <algorithm>
#include <doctest/doctest.h>

#include "cpp_code.h"
#include "tree.h"

using namespace manara::house;

namespace {

constexpr std::size_t most_file_lines = 400;
constexpr std::size_t most_function_lines = 70;

bool is_code(const File& file) {
  return file.ends_with(".cpp") || file.ends_with(".h") || file.ends_with(".sh") || file.ends_with(".py") ||
         file.ends_with(".cmake") || file.ends_with("CMakeLists.txt") || file.ends_with("Makefile");
}

std::size_t lines_of(const File& file) {
  return static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
}

}  // namespace

TEST_CASE("a file that outgrows 400 lines is two files") {
  std::map<std::string, std::string> found;
  for (const auto& file : files()) {
    const auto lines = lines_of(file);
    if (is_code(file) && lines > most_file_lines) found[file.path] = std::to_string(lines) + " lines";
  }
  check_rule("long_file", found);
  CHECK(files().size() > 50);
}

TEST_CASE("a function that outgrows 70 lines is two functions") {
  std::map<std::string, std::string> found;
  std::size_t count = 0;
  for (const auto* file : cpp_files()) {
    const auto stripped = strip(file->text, Strip::comments_and_strings);
    for (const auto& function : functions(stripped, file->text)) {
      ++count;
      if (function.lines() > most_function_lines)
        found[file->path + ":" + function.name] = std::to_string(function.lines()) + " lines";
    }
  }
  check_rule("long_function", found);
  CHECK(count > 100);
}
