/// tests/api/access.txt, for the tests that hold the table and the API against it.
#pragma once

#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/role.h"
#include "base/strings.h"

namespace manara::access::made {

/// resource -> role, or "nobody" -> the three cells of its line: own, foreign organisation, foreign nation
using Expected = std::map<std::string, std::map<std::string, std::vector<std::string>>>;
/// "GET /api/who" -> the four cells of its line: own, whole nation, foreign organisation, foreign nation
using ExpectedParts = std::map<std::string, std::vector<std::string>>;

struct Expectation {
  Expected resources{};
  ExpectedParts parts{};
};

/// A block begins with a line whose cells say what stands below them: that of a resource, or that of the parts.
inline Expectation read_expectation() {
  std::ifstream file(MANARA_SOURCE_DIR "/tests/api/access.txt");
  REQUIRE(file);
  Expectation all;
  std::string block;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells;
    for (const auto cell : split(line, '|'))
      cells.emplace_back(trim(cell));
    const auto name = cells.front();
    cells.erase(cells.begin());
    REQUIRE_MESSAGE(cells.size() == (block == "part" || name == "part" ? 4 : 3), line);
    if (cells.front() == "own") {
      block = name;
      if (block != "part") CHECK_MESSAGE(all.resources.try_emplace(name).second, name << " has two blocks");
      continue;
    }
    const bool is_new =
        block == "part" ? all.parts.emplace(name, cells).second : all.resources[block].emplace(name, cells).second;
    CHECK_MESSAGE(is_new, block << ": " << name << " has two lines");
  }
  return all;
}

inline Expected read_expected() {
  return read_expectation().resources;
}

/// The role that a line of the file is about; none for "nobody".
inline std::optional<Role> role_of(const std::string& name) {
  return name == "nobody" ? std::nullopt : read_role(name);
}

}  // namespace manara::access::made
