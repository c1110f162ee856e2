/// Which distribution package brought a language package along, as Syft finds it by the files that both claim.
#pragma once

#include <string_view>
#include <unordered_map>

#include "model/inventory.h"

namespace manara::formats {

class Ownership {
 public:
  /// Both are Component::reference; the views must live until apply().
  void add(std::string_view owner, std::string_view owned) { owner_of_.emplace(owned, owner); }
  /// Sets `owned_by` of language packages whose owner is a distribution's package.
  void apply(Inventory& inventory) const;

 private:
  std::unordered_map<std::string_view, std::string_view> owner_of_{};
};

}  // namespace manara::formats
