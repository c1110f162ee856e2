/// Asks an index everything that can be asked, for tests and the fuzzer that hand it damaged bytes: whatever a file
/// says, nothing may be read outside of it.
#pragma once

#include "exposure/explain.h"
#include "exposure/scan_fixture.h"

namespace manara::exposure::made {

/// Components that find something in some_of_everything(), by every way of matching.
inline Inventory components_for_everything() {
  Inventory inventory;
  inventory.os = system("debian", "12");
  inventory.components = {by_purl("lamp", "1.0", "pkg:pypi/lamp@1.0"),
                          by_purl("lamp", "legacy", "pkg:pypi/lamp@legacy"),
                          by_purl("gull", "1.0.0", "pkg:npm/%40sea/gull@1.0.0"),
                          by_purl("nodejs", "", "pkg:rpm/almalinux/nodejs@18.1?epoch=1&distro=almalinux-8"),
                          by_purl("harbour", "2:0.9", "pkg:deb/debian/harbour@2:0.9?distro=debian-12"),
                          by_dpkg("harbour-data", "2:0.9", {"harbour", ""}),
                          by_product("Harbour", "Lamp Desk", "4.0"),
                          by_product("Harbour", "Buoy", "1")};
  return inventory;
}

/// The number of answers that were not empty.
inline std::size_t walk(const Index& index) {
  std::size_t answers = 0;
  const auto count = [&answers](bool answered) { answers += answered ? 1 : 0; };
  for (const auto& feed : index.feeds())
    count(!index.text(feed.name).empty() && !index.text(feed.model).empty());
  for (const auto& ecosystem : index.ecosystems()) {
    const auto name = index.text(ecosystem.name);
    count(index.knows_ecosystem(name) && index.ecosystem(name, index.text(ecosystem.release)) != nullptr);
    for (const auto& package : index.part<PackageRow>(Section::packages, ecosystem.packages))
      count(index.package(ecosystem, index.text(package.name)) != nullptr);
  }
  for (const auto& id : index.all<IdRow>(Section::ids)) {
    const auto text = index.text(id.id);
    count(index.find_cluster(text).has_value());
    count(!index.vex(text).empty());
    count(explain(index, text, nullptr, true).has_value());
  }
  for (const auto& row : index.all<AdvisoryRow>(Section::advisories))
    count(!index.summary(row).empty());
  for (const auto& row : index.all<CveRow>(Section::cves))
    count(index.find_cve(cve_id(row.number)) != nullptr);
  for (const auto& row : index.all<KevProductRow>(Section::kev_products))
    count(!index.kev_products(index.text(row.name)).empty());
  for (const auto& row : index.all<CountRow>(Section::counts))
    count(!index.text(row.reason).empty());
  const std::vector<Target> targets{{"host", components_for_everything()}};
  const auto result = scan(index, targets, as_of_today());
  for (const auto& row : result.exposures) {
    const auto* component = component_of(result, row);
    count(explain(index, row.id, component, false).has_value());
    count(!why(result, row).code.empty());
  }
  return answers + result.exposures.size() + missing_feeds(index).size();
}

}  // namespace manara::exposure::made
