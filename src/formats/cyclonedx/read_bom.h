/// The reading itself, for both notations (node.h).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "base/strings.h"
#include "formats/sbom/package_facts.h"
#include "model/inventory.h"

namespace manara::formats::bom {

/// What properties say; the names are those that Syft and Trivy write (no specification has them).
inline void apply_property(std::string_view name, std::string_view value, Component& component, std::string& release) {
  if (value.empty()) return;
  const auto set = [value](std::string& field) {
    if (field.empty()) field = value;
  };
  if (take_prefix(name, "syft:")) {
    if (name == "metadata:source" || name == "metadata:originPackage") set(component.source.name);
    if (name == "metadata:sourceVersion") set(component.source.version);
    if (name == "metadata:modularityLabel") set(component.module);
    if (name == "metadata:sourceRpm" && component.source.name.empty()) {
      if (auto source = parse_source_rpm(value)) component.source = *std::move(source);
    }
    if (name.starts_with("location:") && name.ends_with(":path")) set(component.found_in);
    if (name == "cpe23") component.cpes.emplace_back(value);
  } else if (take_prefix(name, "aquasecurity:trivy:")) {
    if (name == "FilePath") set(component.found_in);
    if (name == "SrcName") set(component.source.name);
    if (name == "SrcVersion") set(component.source.version);
    if (name == "SrcRelease") release = value;
    if (name == "Modularitylabel") set(component.module);
  }
}

template <typename Node>
class Reader {
 public:
  Reader(Inventory& inventory, const Limits& limits) : inventory_(inventory), limits_(limits) {}

  Status read(const Node& root) {
    const auto about = root.child("metadata").child("component");
    if (about) MANARA_CHECK(component(about, "metadata/component"));
    return components(root, "");
  }

 private:
  /// Depth is that of the document, which its parser has bounded.
  Status components(const Node& parent, const std::string& where) {
    Status status;
    std::size_t index = 0;
    parent.each("components", "component", [&](const Node& node) {
      if (status) status = component(node, where + "components/" + std::to_string(index));
      ++index;
    });
    return status;
  }

  Status component(const Node& node, const std::string& where) {
    const auto name = node.text("name");
    if (name.empty() && node.text("purl").empty()) {
      refuse({Code{"component_without_name"}, {where}});
    } else if (inventory_.components.size() >= limits_.components) {
      return fail(Code{"too_many_components"}, {std::to_string(limits_.components)}, {.path = where});
    } else {
      inventory_.components.push_back(component_of(node));
      if (node.text("type") == "operating-system") set_os(inventory_.components.back());
    }
    return components(node, where + "/");
  }

  Component component_of(const Node& node) {
    Component out;
    out.name = node.text("name");
    out.version = node.text("version");
    out.purl = node.text("purl");
    out.reference = node.text("bom-ref");
    out.vendor = node.text("publisher");
    if (out.vendor.empty()) out.vendor = node.child("supplier").text("name");
    if (out.vendor.empty()) out.vendor = node.child("manufacturer").text("name");
    if (const auto cpe = node.text("cpe"); !cpe.empty()) out.cpes.emplace_back(cpe);
    std::string release;
    node.each("properties", "property", [&](const Node& property) {
      apply_property(property.text("name"), property.content("value"), out, release);
    });
    if (!release.empty() && !out.source.version.empty()) out.source.version += "-" + release;
    complete(out);
    return out;
  }

  void set_os(const Component& component) {
    auto& os = inventory_.os;
    if (!os.id.empty()) return;
    os.id = to_lower(component.name);
    os.version = component.version;
    os.name = component.version.empty() ? component.name : component.name + " " + component.version;
  }

  void refuse(Message reason) {
    if (inventory_.refused.size() < limits_.refused_listed) {
      inventory_.refused.push_back({0, std::move(reason)});
    } else {
      ++inventory_.refused_unlisted;
    }
  }

  Inventory& inventory_;
  const Limits& limits_;
};

}  // namespace manara::formats::bom
