#include "formats/composer_installed/composer_installed.h"

#include "base/strings.h"
#include "formats/rows.h"
#include "json/json.h"

namespace manara::formats {

bool looks_like_composer_installed(const Probe& probe) {
  if (probe.file_name() != "installed.json") return false;
  const auto head = trim(probe.head);
  return (head.starts_with('{') && head.find("\"packages\"") != std::string_view::npos) || head.starts_with('[');
}

Result<Inventory> read_composer_installed(io::Stream& stream, std::string_view, const Limits& limits) {
  MANARA_TRY(input, io::WholeInput::read(stream, limits.document_bytes));
  json::Document document;
  MANARA_TRY(root, document.parse(input.bytes(), limits));
  const auto packages = root.is_array() ? root : root["packages"];
  if (!packages.is_array()) return fail(Code{"composer_installed_not"});
  Inventory inventory;
  inventory.kind = composer_installed.name;
  std::uint64_t number = 0;
  for (const auto package : packages.elements()) {
    ++number;
    Component component;
    component.name = package["name"].text();
    component.version = package["version"].text();
    component.ecosystem = "Packagist";
    if (!is_word(component.name)) {
      refuse(inventory, number, {Code{"stanza_without_name"}}, limits);
    } else if (!is_word(component.version)) {
      refuse(inventory, number, {Code{"package_without_version"}, {shown(component.name)}}, limits);
    } else {
      MANARA_CHECK(keep(inventory, std::move(component), limits));
    }
  }
  return inventory;
}

}  // namespace manara::formats
