/// An earlier scan's JSON, for `--since`: when each row was first seen.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace manara::app {

class PreviousScan {
 public:
  /// Errors: those of the file and of JSON; previous_not_a_scan.
  static Result<PreviousScan> open(const std::string& path);

  /// The day on which a row was first seen: what the earlier scan knew of it, or the earlier scan's own day; nullopt
  /// for a row that it did not have.
  [[nodiscard]] std::optional<Date> first_seen(std::string_view target, std::string_view component,
                                               std::string_view id) const;

 private:
  std::map<std::string, Date, std::less<>> seen_{};
};

}  // namespace manara::app
