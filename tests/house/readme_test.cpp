#include <doctest/doctest.h>
#include <set>

#include "base/strings.h"
#include "tree.h"

using namespace manara;
using namespace manara::house;

namespace {

/// Folders below src/ that hold C++, without src/ and their testdata: "base", "formats", "formats/osv".
std::set<std::string> folders() {
  std::set<std::string> out;
  for (const auto* file : cpp_files()) {
    const auto folder = file->folder();
    std::string_view path = folder;
    if (!take_prefix(path, "src/") || path.find("testdata") != std::string_view::npos) continue;
    for (auto end = path.find('/');; end = path.find('/', end + 1)) {
      out.emplace(path.substr(0, end));
      if (end == std::string_view::npos) break;
    }
  }
  return out;
}

/// What src/README.md names: lines that begin with "- `folder/` ".
std::multiset<std::string> named() {
  std::multiset<std::string> out;
  for (const auto& file : files()) {
    if (file.path != "src/README.md") continue;
    for (const auto line : split(file.text, '\n')) {
      auto rest = trim(line);
      if (!take_prefix(rest, "- `")) continue;
      const auto row = cut(rest, std::string_view("/` "));
      if (row && trim(row->tail).size() > 10) out.emplace(row->head);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("src/README.md has one line for every folder, and for no other") {
  const auto is = folders();
  const auto said = named();
  CHECK(is.size() > 10);
  std::vector<std::string> complaints;
  for (const auto& folder : is) {
    if (!said.contains(folder)) complaints.push_back("src/README.md: no line \"- `" + folder + "/` …\"");
  }
  for (const auto& folder : said) {
    if (!is.contains(folder)) complaints.push_back("src/README.md: there is no src/" + folder + "/");
    if (said.count(folder) > 1) complaints.push_back("src/README.md: src/" + folder + "/ stands there twice");
  }
  check_none(complaints);
}
