/// tests/api/access.txt, for the tests that hold the table and the API against it.
#pragma once

#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "base/strings.h"

namespace manara::access::made {

/// resource -> role, or "nobody" -> the three cells of its line: own, foreign organisation, foreign nation
using Expected = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

inline Expected read_expected() {
  std::ifstream file(MANARA_SOURCE_DIR "/tests/api/access.txt");
  REQUIRE(file);
  Expected all;
  std::string resource;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells;
    for (const auto cell : split(line, '|'))
      cells.emplace_back(trim(cell));
    REQUIRE(cells.size() == 4);
    const auto name = cells.front();
    cells.erase(cells.begin());
    if (cells.front() == "own") {
      CHECK_MESSAGE(all.try_emplace(name).second, name << " has two blocks");
      resource = name;
      continue;
    }
    CHECK_MESSAGE(all[resource].emplace(name, cells).second, resource << ": " << name << " has two lines");
  }
  return all;
}

}  // namespace manara::access::made
