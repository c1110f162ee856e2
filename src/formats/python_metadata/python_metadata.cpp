#include "formats/python_metadata/python_metadata.h"

#include <array>

#include "formats/deb822/deb822.h"
#include "formats/rows.h"

namespace manara::formats {

bool looks_like_python_metadata(const Probe& probe) {
  const auto name = probe.file_name();
  if (name != "METADATA" && name != "PKG-INFO" && !name.ends_with(".egg-info") && !name.empty()) return false;
  return probe.head.starts_with("Metadata-Version:");
}

Result<Inventory> read_python_metadata(io::Stream& stream, std::string_view, const Limits& limits) {
  constexpr std::array<std::string_view, 3> fields = {"Metadata-Version", "Name", "Version"};
  Stanzas stanzas(stream, fields, limits);
  MANARA_TRY(next, stanzas.next());
  if (next == nullptr) return fail(Code{"python_metadata_not"});
  const auto& headers = *next;
  if (!headers.line_ended()) return fail(Code{"python_metadata_truncated"});
  // Old writers leave lines of a description without a blank before them; the headers above them are whole.
  if (headers["Metadata-Version"].empty() || !is_word(headers["Name"]) || !is_word(headers["Version"]))
    return fail(Code{"python_metadata_not"});
  Inventory inventory;
  inventory.kind = python_metadata.name;
  Component component;
  component.name = headers["Name"];
  component.version = headers["Version"];
  component.ecosystem = "PyPI";
  MANARA_CHECK(keep(inventory, std::move(component), limits));
  return inventory;
}

}  // namespace manara::formats
