/// Whom a national team looks after, whom to call there, and what they have. A file a thing, each a row of the lists
/// below: organisations, contacts, networks, assets, inventories.
#pragma once

#include <span>

#include "resource/resource.h"
#include "store/kinds.h"

namespace manara::constituency {

std::span<const store::Practice> practices();
std::span<const resource::Resource> resources();

}  // namespace manara::constituency
