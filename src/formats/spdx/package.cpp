#include "formats/spdx/package.h"

#include <algorithm>

#include "base/strings.h"
#include "formats/rows.h"
#include "formats/sbom/package_facts.h"

namespace manara::formats::spdx_parts {
namespace {

/// SPDX 2.3, 7.5: NOASSERTION and NONE stand where there is no value.
std::string_view asserted(std::string_view value) {
  return value == "NOASSERTION" || value == "NONE" ? std::string_view{} : value;
}

/// "Organization: Example (mail@example.org)" → "Example"
std::string_view supplier_name(std::string_view supplier) {
  supplier = asserted(trim(supplier));
  if (!take_prefix(supplier, "Organization:")) take_prefix(supplier, "Person:");
  const auto mail = supplier.rfind(" (");
  if (mail != std::string_view::npos && supplier.ends_with(')')) supplier = supplier.substr(0, mail);
  return trim(supplier);
}

/// Trivy: "built package from: krb5 1.18.3-6+deb11u3"
SourcePackage source_of(std::string_view info) {
  if (!take_prefix(info, "built package from: ")) return {};
  const auto halves = cut_last(trim(info), ' ');
  if (!halves) return {std::string(trim(info)), {}};
  return {std::string(halves->head), std::string(halves->tail)};
}

/// Syft: "acquired package info from RPM DB: /var/lib/rpm/Packages", several paths separated by ", "
std::string_view place_of(std::string_view info) {
  if (!info.starts_with("acquired package info from ")) return {};
  const auto colon = info.find(": ");
  if (colon == std::string_view::npos) return {};
  const auto paths = info.substr(colon + 2);
  return trim(paths.substr(0, paths.find(", ")));
}

constexpr std::string_view path_ends[] = {".lock", ".json", ".txt", ".xml", ".mod", ".sum", ".toml", ".yaml", ".jar"};

bool looks_like_path(std::string_view text) {
  return text.find('/') != std::string_view::npos ||
         std::ranges::any_of(path_ends, [text](std::string_view end) { return text.ends_with(end); });
}

bool is_application(const Package& package) {
  return package.id.starts_with("SPDXRef-Application-");
}

bool is_operating_system(const Package& package) {
  return package.id.starts_with("SPDXRef-OperatingSystem") || package.purpose == "OPERATING-SYSTEM" ||
         package.purpose == "OPERATING_SYSTEM";
}

/// The type's name alone, or as the URI of 2.2 ("http://spdx.org/rdf/references/purl").
bool is_type(std::string_view type, std::string_view name) {
  return type == name ||
         (type.ends_with(name) && type.size() > name.size() && type[type.size() - name.size() - 1] == '/');
}

}  // namespace

Component Builder::component_of(const Package& package) {
  Component out;
  out.name = package.name;
  out.version = asserted(package.version);
  out.vendor = supplier_name(package.supplier);
  out.reference = package.id;
  for (const auto& [type, locator] : package.references) {
    if (is_type(type, "purl")) {
      if (out.purl.empty()) out.purl = locator;
    } else if (is_type(type, "cpe23Type") || is_type(type, "cpe22Type")) {
      out.cpes.emplace_back(locator);
    }
  }
  out.source = source_of(package.source_info);
  out.found_in = place_of(package.source_info);
  complete(out);
  return out;
}

Status Builder::add(const Package& package, const std::string& place, std::uint64_t line) {
  auto component = component_of(package);
  if (component.name.empty() && component.purl.empty()) {
    refuse(inventory_, line, {Code{"component_without_name"}, {place}}, limits_);
    return {};
  }
  if (is_operating_system(package)) set_os(component);
  if (is_application(package)) {
    const auto path = looks_like_path(package.source_info) ? package.source_info : package.name;
    if (looks_like_path(path)) applications_.emplace(package.id, path);
  }
  if (!package.only_file.empty() && component.found_in.empty()) {
    wanted_files_.emplace(package.only_file, inventory_.components.size());
  }
  return keep(inventory_, std::move(component), limits_);
}

void Builder::set_os(const Component& component) {
  auto& os = inventory_.os;
  if (!os.id.empty()) return;
  os.id = to_lower(component.name);
  os.version = component.version;
  os.name = component.version.empty() ? component.name : component.name + " " + component.version;
}

void Builder::file(std::string_view id, std::string_view name) {
  const auto [first, last] = wanted_files_.equal_range(id);
  for (auto wanted = first; wanted != last; ++wanted)
    inventory_.components[wanted->second].found_in = name;
}

void Builder::relate(std::string_view element, std::string_view type, std::string_view related,
                     std::string_view comment) {
  if (type == "CONTAINS" && !applications_.empty()) {
    const auto application = applications_.find(element);
    if (application != applications_.end()) contained_.emplace(related, application->second);
  }
  if (type == "OTHER" && comment.starts_with("ownership-by-file-overlap")) ownership_.add(element, related);
}

void Builder::finish() {
  if (!contained_.empty()) {
    for (auto& component : inventory_.components) {
      if (!component.found_in.empty()) continue;
      const auto path = contained_.find(component.reference);
      if (path != contained_.end()) component.found_in = path->second;
    }
  }
  ownership_.apply(inventory_);
  complete_os(inventory_);
}

}  // namespace manara::formats::spdx_parts
