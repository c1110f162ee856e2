/// The repository as the tests see it: its text files, and the tables beside this file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace manara::house {

struct File {
  std::string path{};  ///< below the repository, `/`-separated
  std::string text{};
  [[nodiscard]] std::string folder() const;  ///< "src/formats/osv"
  [[nodiscard]] bool ends_with(std::string_view suffix) const { return path.ends_with(suffix); }
};

/// Every text file, in the order of paths; what is built, unpacked or hidden is left out. Read once.
const std::vector<File>& files();

/// Those that are C++ (.h, .cpp).
std::vector<const File*> cpp_files();

/// The lines of a table in tests/house/ that say something.
std::vector<std::string> table(std::string_view name);

/// Holds `found` (what breaks the rule, and how) against allowed.txt: everything that is not allowed there, and every
/// allowance that is not needed, is a failure of the running test.
void check_rule(std::string_view rule, const std::map<std::string, std::string>& found);

/// Any complaint fails the running test; all of them are shown.
void check_none(const std::vector<std::string>& complaints);

}  // namespace manara::house
