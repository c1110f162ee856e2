/// Where a report goes, piece by piece: a nation's list is not held whole.
#pragma once

#include <string_view>

namespace manara::report {

class Output {
 public:
  virtual ~Output() = default;
  virtual void write(std::string_view text) = 0;
};

}  // namespace manara::report
