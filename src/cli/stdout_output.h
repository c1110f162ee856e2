/// Standard output as a report's Output. A closed pipe ends it quietly.
#pragma once

#include <cstdio>
#include <string_view>

#include "report/scan_report.h"

namespace manara::cli {

class StdoutOutput final : public report::Output {
 public:
  void write(std::string_view text) override { std::fwrite(text.data(), 1, text.size(), stdout); }
};

/// Columns of the terminal; 120 where there is none.
std::size_t terminal_width();

}  // namespace manara::cli
