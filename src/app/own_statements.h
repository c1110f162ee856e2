/// VEX statements of the team itself, or of a supplier, given beside the targets of a scan.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/vex.h"

namespace manara::app {

/// From files of any format that holds VEX: OpenVEX, CSAF, CycloneDX, our own records. Errors: those of the files;
/// vex_none (a file without a single statement).
Result<std::vector<VexStatement>> read_vex(const std::vector<std::string>& paths);

}  // namespace manara::app
