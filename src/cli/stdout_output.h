/// Standard output as a report's Output. A closed pipe ends it quietly; a full disk does not (output_failure).
#pragma once

#include <string_view>

#include "report/scan_report.h"

namespace manara::cli {

class StdoutOutput final : public report::Output {
 public:
  void write(std::string_view text) override;
};

/// Writes what is still held back. The number (errno) of the first write that failed; 0 if all is written, or if the
/// reader has seen enough and closed the pipe.
int output_failure();

/// Columns that a line of the table may take: COLUMNS, else those of the terminal; without either, any number.
std::size_t terminal_width();

}  // namespace manara::cli
