/// What is installed on the machines of a Windows estate, as its people list it: the registry's Uninstall keys, exports
/// of inventory tools, lists kept by hand. docs/windows.md has the command that makes the file, and the columns.
///
/// In: any table that formats/table reads. Columns by their headings in English, French and Arabic: name (DisplayName),
/// vendor (Publisher), version (DisplayVersion), host, product, purl, cpe, ecosystem, and of the system itself os
/// (Caption), build, ubr.
///
/// Out: one Component a row, with its name and version as in the input.
/// - purl, or ecosystem and name: identity comes from these.
/// - vendor and product in columns of their own, or a CPE: by_pattern is false (confidence `product`).
/// - else the name is recognised through content/products: vendor, product, other_names, product_version,
///   version_is_line; by_pattern. Where the entry does not tell the version that advisories compare, product_version is
///   "?", which no ordering knows: what depends on it is left undecided and not guessed.
/// - a name that no pattern fits keeps its publisher and nothing else: the matcher counts it as not assessed.
/// The system itself is one Component a host and build, recognised by caption and build.
///
/// Refused rows, with line and reason: those of formats/table, windows_row_without_name, windows_name_not_readable.
/// Errors: those of formats/table, too_many_components.
#pragma once

#include <span>
#include <string>

#include "formats/format.h"

namespace manara::formats {

bool looks_like_windows(const Probe& probe);
Result<Inventory> read_windows(io::Stream& stream, std::string_view path, const Limits& limits);

/// Any other list, by the columns that the user names: "name=Software", "vendor=3", "encoding=windows-1256". What isn't
/// mapped is found by its heading still. Errors also: table_map_invalid, table_map_unknown, table_encoding_unknown.
Result<Inventory> read_table_inventory(io::Stream& stream, std::string_view path, const Limits& limits,
                                       std::span<const std::string> mapping);

/// The same errors before any list is read.
Status check_mapping(std::span<const std::string> mapping);

/// Whether the head is that of a list which has the mapped columns.
bool looks_like_mapped_table(const Probe& probe, std::span<const std::string> mapping);

/// A workbook shows its headings only to who unpacks it: one in a folder that is no such list is passed over.
inline constexpr InventoryFormat windows{"windows", Code{"format_windows"}, looks_like_windows, read_windows,
                                         Code{"table_no_headings"}};

}  // namespace manara::formats
