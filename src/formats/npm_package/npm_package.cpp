#include "formats/npm_package/npm_package.h"

#include "base/strings.h"
#include "formats/rows.h"

namespace manara::formats {

bool is_npm_package_path(std::string_view path) {
  if (!take_suffix(path, "/package.json")) return false;
  const auto name = cut_last(path, '/');
  if (!name || name->tail.empty()) return false;
  auto parent = name->head;
  if (const auto scope = cut_last(parent, '/'); scope && scope->tail.starts_with('@')) parent = scope->head;
  return parent == "node_modules" || parent.ends_with("/node_modules");
}

Result<Component> read_npm_package(std::string_view bytes, json::Document& document, const Limits& limits) {
  MANARA_TRY(root, document.parse(bytes, limits));
  Component component;
  component.name = root["name"].text();
  component.version = root["version"].text();
  component.ecosystem = "npm";
  if (!is_word(component.name) || !is_word(component.version)) return fail(Code{"npm_package_not"});
  return component;
}

}  // namespace manara::formats
