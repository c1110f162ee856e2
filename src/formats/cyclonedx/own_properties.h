/// What CycloneDX has no member for, under names of our own: the writer writes these, the reader reads them back.
#pragma once

#include <string>
#include <string_view>

#include "model/inventory.h"

namespace manara::formats::bom {

struct OwnProperty {
  std::string_view name;  ///< behind "manara:"
  std::string& (*field)(Component&);
};

inline constexpr std::string_view own_prefix = "manara:";

inline constexpr OwnProperty own_properties[] = {
    {"source:name", [](Component& c) -> std::string& { return c.source.name; }},
    {"source:version", [](Component& c) -> std::string& { return c.source.version; }},
    {"product", [](Component& c) -> std::string& { return c.product; }},
    {"ecosystem", [](Component& c) -> std::string& { return c.ecosystem; }},
    {"release", [](Component& c) -> std::string& { return c.release; }},
    {"arch", [](Component& c) -> std::string& { return c.arch; }},
    {"module", [](Component& c) -> std::string& { return c.module; }},
    {"found_in", [](Component& c) -> std::string& { return c.found_in; }},
    {"owned_by", [](Component& c) -> std::string& { return c.owned_by; }},
    {"host", [](Component& c) -> std::string& { return c.host; }},
    {"purl", [](Component& c) -> std::string& { return c.purl; }},  // one that is none, as it was found
};

/// Marks the operating-system component that stands for Inventory::os and is no component of the inventory.
inline constexpr std::string_view own_system = "system";
/// A further CPE (`cpe` holds one), or one that is none.
inline constexpr std::string_view own_cpe = "cpe";
inline constexpr std::string_view own_os_id = "os:id";
inline constexpr std::string_view own_os_like = "os:id_like";
inline constexpr std::string_view own_os_name = "os:name";
inline constexpr std::string_view own_os_version = "os:version";

}  // namespace manara::formats::bom
