/// For tests of lockfile formats only: an inventory as one line of text.
#pragma once

#include <string>

#include "formats/format.h"

namespace manara::formats {

/// "name version; " of each component, "line: code args; " of each refused row; or the error's code, with "@line".
/// A component of another ecosystem than `ecosystem`, or with a purl or place of its own, shows it.
inline std::string summary_of(const InventoryFormat& format, std::string_view ecosystem, std::string_view text,
                              const Limits& limits = {}) {
  const auto stream = io::from_memory(text);
  const auto inventory = format.read(*stream, "", limits);
  if (!inventory) {
    const auto line = inventory.error().place.line;
    return std::string(inventory.error().code.name()) + (line == 0 ? "" : "@" + std::to_string(line));
  }
  std::string out;
  if (inventory->kind != format.name) out += "kind " + inventory->kind + "; ";
  for (const auto& c : inventory->components) {
    if (c.ecosystem != ecosystem) out += c.ecosystem + ":";
    out += c.name + " " + c.version + (c.purl + c.found_in + c.vendor) + "; ";
  }
  for (const auto& row : inventory->refused) {
    out += std::to_string(row.line) + ": " + std::string(row.reason.code.name());
    for (const auto& argument : row.reason.args)
      out += " " + argument;
    out += "; ";
  }
  return out;
}

}  // namespace manara::formats
