/// Vulnerability Exploitability eXchange statements, in OpenVEX's words; CycloneDX and CSAF map onto them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace manara {

enum class VexStatus : std::uint8_t { not_affected, affected, fixed, under_investigation };

struct VexStatement {
  std::vector<std::string> vulnerabilities{};  ///< the id and its aliases
  /// What it is about: purls (with or without version), CPEs, or a component's reference in the same document.
  std::vector<std::string> products{};
  VexStatus status = VexStatus::under_investigation;
  std::string justification{};  ///< OpenVEX: "vulnerable_code_not_present", …; "" where none is given
  std::string statement{};      ///< free text: impact statement, detail
  std::string author{};
  std::string found_in{};  ///< the document
  bool operator==(const VexStatement&) const = default;
};

}  // namespace manara
