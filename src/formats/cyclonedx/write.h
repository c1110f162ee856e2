/// Inventories as CycloneDX 1.6 JSON: valid by the specification whatever was read, and read back as it was. The same
/// input gives the same bytes: no serial number, no time.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/inventory.h"

namespace manara::formats {

struct InventoryPart {
  std::string_view target{};  ///< what it is the inventory of, as the command line named it; "" says nothing
  const Inventory* inventory = nullptr;
};

/// Every component keeps name, version, purl, CPEs, vendor and reference (made unique over all parts); the rest stands
/// in properties "manara:…". Refused rows are only counted ("manara:refused" of the metadata).
std::string write_cyclonedx(std::span<const InventoryPart> parts, std::string_view version_of_manara);

}  // namespace manara::formats
