/// The reading itself, for both notations (node.h).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/strings.h"
#include "formats/cyclonedx/properties.h"
#include "formats/cyclonedx/vex.h"
#include "formats/rows.h"
#include "formats/sbom/package_facts.h"

namespace manara::formats::bom {

template <typename Node>
class Reader {
 public:
  Reader(Inventory& inventory, std::string_view path, const Limits& limits)
      : inventory_(inventory), path_(path), limits_(limits) {}

  Status read(const Node& root) {
    const auto metadata = root.child("metadata");
    if (const auto about = metadata.child("component")) {
      in_metadata_ = true;
      MANARA_CHECK(component(about));
      in_metadata_ = false;
    }
    inventory_.components.reserve(std::min(root.count("components") + 1, limits_.components));
    MANARA_CHECK(components(root));
    complete_os(inventory_);
    VexReader vex({std::string(root.text("serialNumber")), author(metadata), std::string(path_)}, inventory_, limits_);
    root.each({"vulnerabilities", "vulnerabilities", "vulnerability"},
              [&](const Node& node) { vex.add(vulnerability(node)); });
    return {};
  }

 private:
  /// Recursion is as deep as the document, which its parser has bounded.
  Status components(const Node& parent) {
    Status status;
    place_.push_back(0);
    parent.each({"components", "components", "component"}, [&](const Node& node) {
      if (status) status = component(node);
      ++place_.back();
    });
    place_.pop_back();
    return status;
  }

  Status component(const Node& node) {
    if (node.text("name").empty() && node.text("purl").empty()) {
      refuse(inventory_, 0, {Code{"component_without_name"}, {place()}}, limits_);
    } else {
      bool only_system = false;
      auto read = component_of(node, only_system);
      if (!only_system) MANARA_CHECK(keep(inventory_, std::move(read), limits_));
    }
    return components(node);
  }

  Component component_of(const Node& node, bool& only_system) {
    Component out;
    out.name = node.text("name");
    out.version = node.text("version");
    out.purl = node.text("purl");
    out.reference = node.text("bom-ref");
    out.vendor = vendor(node);
    if (const auto cpe = node.text("cpe"); !cpe.empty()) out.cpes.emplace_back(cpe);
    for (const auto member : {"name", "version", "purl", "cpe"}) {
      if (node.wrong_type(member))
        refuse(inventory_, 0, {Code{"component_field_not_text"}, {place(), member}}, limits_);
    }
    Properties properties(out);
    node.each({"properties", "properties", "property"},
              [&](const Node& property) { properties.add(property.text("name"), property.content("value")); });
    properties.finish(node.text("group").empty());
    complete(out);
    only_system = properties.is_only_system();
    if (node.text("type") == "operating-system") set_os(out, properties.os());
    return out;
  }

  static std::string vendor(const Node& node) {
    for (const auto name :
         {node.text("publisher"), node.child("supplier").text("name"), node.child("manufacturer").text("name")}) {
      if (!name.empty()) return std::string(name);
    }
    return {};
  }

  void set_os(const Component& component, const OperatingSystem& named) {
    auto& os = inventory_.os;
    if (!os.id.empty()) return;
    os = named;
    if (os.id.empty()) os.id = to_lower(component.name);
    if (os.version.empty()) os.version = component.version;
    if (os.name.empty())
      os.name = component.version.empty() ? component.name : component.name + " " + component.version;
  }

  /// Whose document it is: the first of supplier, manufacturer, author.
  static std::string author(const Node& metadata) {
    for (const auto party : {"supplier", "manufacturer", "manufacture"}) {
      if (const auto name = metadata.child(party).text("name"); !name.empty()) return std::string(name);
    }
    std::string first;
    metadata.each({"authors", "authors", "author"}, [&](const Node& node) {
      if (first.empty()) first = node.text("name");
    });
    return first;
  }

  static Vulnerability vulnerability(const Node& node) {
    Vulnerability out;
    if (const auto id = node.text("id"); !id.empty()) out.ids.emplace_back(id);
    node.each({"references", "references", "reference"}, [&](const Node& reference) {
      if (const auto id = reference.text("id"); !id.empty()) out.ids.emplace_back(id);
    });
    const auto analysis = node.child("analysis");
    out.state = analysis.text("state");
    out.justification = analysis.text("justification");
    out.detail = analysis.text("detail");
    analysis.each({"response", "responses", "response"},
                  [&](const Node& response) { out.responses.emplace_back(response.content("")); });
    node.each({"affects", "affects", "target"}, [&](const Node& target) {
      out.affects.push_back({.ref = std::string(target.text("ref"))});
      target.each({"versions", "versions", "version"}, [&](const Node& version) {
        out.affects.back().versions.push_back({std::string(version.text("version")), std::string(version.text("range")),
                                               std::string(version.text("status"))});
      });
    });
    return out;
  }

  /// "components/3/components/0"; made only where something is wrong.
  [[nodiscard]] std::string place() const {
    std::string out = in_metadata_ ? "metadata/component" : "";
    for (const auto index : place_)
      out += (out.empty() ? "components/" : "/components/") + std::to_string(index);
    return out;
  }

  Inventory& inventory_;
  std::string_view path_;
  const Limits& limits_;
  std::vector<std::size_t> place_{};
  bool in_metadata_ = false;
};

}  // namespace manara::formats::bom
