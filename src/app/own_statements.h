/// VEX statements of the team itself, or of a supplier, given beside the targets of a scan.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/vex.h"

namespace manara::app {

struct OwnStatements {
  std::vector<VexStatement> statements{};
  std::vector<Error> unused{};  ///< those that say nothing which could be applied, each with its place
};

/// From files of any format that holds VEX: OpenVEX, CSAF, CycloneDX, our own records; what else lies in a folder is
/// passed over. Errors: those of the files; vex_none (a file without a single statement).
Result<OwnStatements> read_vex(const std::vector<std::string>& paths);

}  // namespace manara::app
