/// Lists as files, and what is in them, for tests.
#pragma once

#include "io/file.h"
#include "io/spool.h"
#include "io/zip.h"
#include "node.h"

namespace manara::made {

inline std::string exported(Node& node, const std::string& list, const std::string& format,
                            std::vector<std::pair<std::string, std::string>> query = {}) {
  query.emplace_back("format", format);
  const auto response = node.ask("GET", "/api/" + list, "", std::move(query));
  REQUIRE(response.status == 200);
  if (!response.file) return response.body;
  std::string text(response.file->bytes(), '\0');
  REQUIRE(response.file->read(0, text) == text.size());
  return text;
}

/// The XML of the one sheet.
inline std::string sheet_of(const std::string& bytes) {
  auto zip = io::Zip::open(bytes).value();
  const auto member = zip.find("xl/worksheets/sheet1.xml").value();
  REQUIRE(member);
  io::Budget budget(Limits{}, [] { return std::uint64_t{1} << 20; });
  const auto stream = std::move(zip.content(*member, budget)).value();
  return std::string(io::WholeInput::read(*stream, 1 << 24).value().bytes());
}

}  // namespace manara::made
