/// Which components of an inventory say the same as one before them: what stands in several places of a target is
/// judged once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/inventory.h"

namespace manara::exposure {

enum class References : std::uint8_t {
  count,  ///< the document makes statements (VEX) about its components by their references
  ignored,
};

/// The numbers of the first of each kind, in their order. Two are of one kind where all that a verdict depends on is
/// equal; where they were found is not part of it.
std::vector<std::uint32_t> distinct_components(std::span<const Component> components,
                                               References references = References::ignored);

}  // namespace manara::exposure
