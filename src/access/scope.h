/// What somebody may see: nations and organisations by their ids. A row belongs to one scope; holding a nation's scope
/// holds those of all its organisations.
#pragma once

#include <vector>

#include "base/id.h"

namespace manara::access {

using ScopeId = Id<struct ScopeTag>;

/// At most `most_scopes` of them: grants are to nations and organisations, not to rows.
struct Scope {
  std::vector<ScopeId> held{};
};

constexpr std::size_t most_scopes = 256;

}  // namespace manara::access
