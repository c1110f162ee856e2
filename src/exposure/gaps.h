/// What could not be assessed, counted by reason, target and name. Never a silent zero.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "exposure/scan.h"

namespace manara::exposure {

class Gaps {
 public:
  void add(Code reason, std::string_view target, std::string_view name, std::uint64_t count = 1) {
    counter(reason, target, name) += count;
  }
  /// The count itself, for what many components share; it stays where it is. A count of 0 is not listed.
  std::uint64_t& counter(Code reason, std::string_view target, std::string_view name) {
    return counts_[{target, reason, std::string(name)}];
  }
  /// Sorted by target, reason, name.
  [[nodiscard]] std::vector<NotAssessed> list() const {
    std::vector<NotAssessed> out;
    out.reserve(counts_.size());
    for (const auto& [what, count] : counts_) {
      const auto& [target, reason, name] = what;
      if (count > 0) out.push_back({reason, target, name, count});
    }
    return out;
  }

 private:
  std::map<std::tuple<std::string_view, Code, std::string>, std::uint64_t> counts_{};
};

}  // namespace manara::exposure
