#include "formats/windows/recognise.h"

#include "text/content.h"

namespace manara::formats {
namespace {

Result<products::Catalogue> compile() {
  std::string tables;
  for (const auto& file : text::content_files()) {
    if (!file.path.starts_with("products/") || !file.path.ends_with(".tsv")) continue;
    tables.append(file.bytes);
    if (!tables.ends_with('\n')) tables.push_back('\n');
  }
  return products::Catalogue::parse(tables);
}

/// A version for comparing. One that says nothing of what its advisories compare is "?": a version in no ordering, so
/// that a range is left undecided rather than answered by DisplayVersion.
std::string comparable(const products::Recognised& found, const Component& component) {
  return found.version().empty() && !component.version.empty() ? "?" : found.version();
}

void take(const products::Recognised& found, Component& component) {
  const auto& names = found.names();
  component.vendor = names.front().vendor;
  component.product = names.front().product;
  component.other_names.clear();
  for (std::size_t i = 1; i < names.size(); ++i)
    component.other_names.push_back({names[i].vendor, names[i].product});
  auto version = comparable(found, component);
  if (version != component.version) component.product_version = std::move(version);
  component.version_is_line = found.precision() == products::Precision::line && !found.version().empty();
  component.by_pattern = true;
}

}  // namespace

Result<const products::Catalogue*> product_catalogue() {
  static const auto catalogue = compile();
  if (!catalogue) return std::unexpected(catalogue.error());
  return &*catalogue;
}

bool recognise_program(const products::Catalogue& catalogue, std::string_view publisher, Component& component) {
  const auto found = catalogue.recognise(component.name, publisher, component.version);
  if (found) take(*found, component);
  return found.has_value();
}

bool recognise_system(const products::Catalogue& catalogue, Component& component) {
  const auto found = catalogue.recognise_windows(component.name, component.version);
  if (!found) return false;
  component.version = found->version();
  take(*found, component);
  return true;
}

}  // namespace manara::formats
