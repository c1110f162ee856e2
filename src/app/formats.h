/// The one place that lists the formats; their order is the order of recognition.
#pragma once

#include <span>

#include "formats/format.h"

namespace manara::app {

std::span<const formats::InventoryFormat> inventory_formats();
std::span<const formats::AdvisoryFormat> advisory_formats();

/// The format of what `probe` shows; nullptr if none knows it.
const formats::InventoryFormat* recognise_inventory(const formats::Probe& probe);
const formats::AdvisoryFormat* recognise_advisories(const formats::Probe& probe);

}  // namespace manara::app
