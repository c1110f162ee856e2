#include <algorithm>
#include <doctest/doctest.h>

#include "base/strings.h"
#include "cpp_code.h"
#include "tree.h"

using namespace manara;
using namespace manara::house;

namespace {

bool is_data(const File& file) {
  return file.path.starts_with("content/") || file.path.find("/testdata/") != std::string::npos;
}

}  // namespace

TEST_CASE("the repository has no unfinished work, no foreign machine and no registry in it") {
  std::vector<std::string> complaints;
  for (const auto& line : table("words.txt")) {
    const auto row = cut(line, ' ');
    REQUIRE(row);
    REQUIRE((row->head == "everywhere" || row->head == "code"));
    for (const auto& file : files()) {
      if (file.path == "tests/house/words.txt" || (row->head == "code" && is_data(file))) continue;
      const auto at = find_word(file.text, row->tail);
      if (at == std::string_view::npos) continue;
      const auto number = std::count(file.text.begin(), file.text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
      complaints.push_back(file.path + ":" + std::to_string(number) + ": \"" + std::string(row->tail) + "\"");
    }
  }
  check_none(complaints);
}
