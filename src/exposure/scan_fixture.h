/// What a scan says of a few components, as lines of text that tests compare.
#pragma once

#include <fmt/core.h>
#include <string>
#include <vector>

#include "exposure/index_fixture.h"
#include "exposure/scan.h"

namespace manara::exposure::made {

using Lines = std::vector<std::string>;

struct Outcome {
  Lines rows{};  ///< "affected PYSEC-1 lamp 1.0 fixed 1.2 go 1.2"; confidence where it is not `package`
  Lines gaps{};  ///< "gap_no_identity lamp x1"
  std::uint64_t owned_hidden = 0;
};

inline std::string row_text(const ScanResult& result, const Exposure& row) {
  const auto* component = component_of(result, row);
  auto text = fmt::format("{} {} {} {}", name_of(row.state), row.id, component != nullptr ? component->name : "-",
                          component != nullptr ? component->version : "-");
  if (!row.fixed_in.empty()) text += fmt::format(" fixed {}", row.fixed_in);
  if (!row.go_to.empty()) text += fmt::format(" go {}", row.go_to);
  if (row.confidence != Confidence::package) text += fmt::format(" by {}", name_of(row.confidence));
  return text;
}

inline Outcome outcome_of(const ScanResult& result) {
  Outcome outcome{.owned_hidden = result.owned_hidden};
  for (const auto& row : result.exposures)
    outcome.rows.push_back(row_text(result, row));
  for (const auto& gap : result.not_assessed)
    outcome.gaps.push_back(fmt::format("{} {} x{}", gap.reason.name(), gap.name, gap.count));
  return outcome;
}

inline Options as_of_today() {
  return {.as_of = today};
}

inline Outcome scan_inventory(const Index& index, Inventory inventory, const Options& options = as_of_today()) {
  const std::vector<Target> targets{{"host", std::move(inventory)}};
  return outcome_of(scan(index, targets, options));
}

inline Outcome scan_all(const Index& index, std::vector<Component> components, const Options& options = as_of_today()) {
  Inventory inventory;
  inventory.components = std::move(components);
  return scan_inventory(index, std::move(inventory), options);
}

inline OperatingSystem system(std::string id, std::string version) {
  return {.id = std::move(id), .version = std::move(version)};
}

/// A component as an SBOM gives it: name, version, purl.
inline Component by_purl(std::string name, std::string version, std::string purl) {
  return {.name = std::move(name), .version = std::move(version), .purl = std::move(purl)};
}

/// As an estate's list gives it.
inline Component by_product(std::string vendor, std::string product, std::string version) {
  Component component{.name = product, .version = std::move(version), .vendor = std::move(vendor)};
  component.product = std::move(product);
  return component;
}

/// As dpkg's status gives it.
inline Component by_dpkg(std::string name, std::string version, SourcePackage source = {}) {
  Component component{.name = std::move(name), .version = std::move(version)};
  component.source = std::move(source);
  component.ecosystem = "Debian";
  return component;
}

}  // namespace manara::exposure::made
