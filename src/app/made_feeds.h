/// Small feeds as files, for tests of imports and scans.
#pragma once

#include <fmt/core.h>
#include <string>
#include <string_view>

#include "app/data_folder.h"
#include "app/import_feeds.h"
#include "base/time.h"
#include "rootfs/made_tree.h"

namespace manara::app::made {

using rootfs::made::Tree;

inline const Date today = *parse_date("2026-11-24");

/// One OSV record on a line: `package` of PyPI is affected below `fix`.
inline std::string osv_line(std::string_view id, std::string_view package, std::string_view fix) {
  return fmt::format(
      R"({{"id":"{}","modified":"2026-11-01T00:00:00Z","affected":[{{"package":{{"ecosystem":"PyPI","name":"{}"}},)"
      R"("ranges":[{{"type":"ECOSYSTEM","events":[{{"introduced":"0"}},{{"fixed":"{}"}}]}}]}}]}})"
      "\n",
      id, package, fix);
}

constexpr std::string_view kev_catalogue =
    R"({"title":"t","catalogVersion":"2026.11.02","dateReleased":"2026-11-02T16:45:47.0648Z","count":1,"vulnerabilities":[)"
    R"({"cveID":"CVE-2030-0001","vendorProject":"Harbour","product":"Lamp","dateAdded":"2026-01-01",)"
    R"("knownRansomwareCampaignUse":"Known"}]})";

constexpr std::string_view epss_scores =
    "#model_version:v2025.03.14,score_date:2026-11-11T00:00:00+0000\ncve,epss,percentile\nCVE-2030-0001,0.5,0.97\n";

/// A CycloneDX document with one PyPI component.
inline std::string sbom(std::string_view name, std::string_view version) {
  return fmt::format(
      R"({{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[{{"type":"library","name":"{0}",)"
      R"("version":"{1}","purl":"pkg:pypi/{0}@{1}"}}]}})",
      name, version);
}

inline Result<ImportReport> import(const DataFolder& folder, const std::vector<std::string>& sources,
                                   bool accept_older = false) {
  return import_feeds(folder, sources, {.today = today, .accept_older = accept_older});
}

/// Everything below a folder, "index/1.idx 2048" a line, sorted: what an error must leave as it was.
inline std::string listing(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[entry.path().lexically_relative(folder).string()] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  std::string out;
  for (const auto& [name, bytes] : files)
    out += fmt::format("{} {} {}\n", name, bytes.size(), std::hash<std::string>{}(bytes));
  return out;
}

}  // namespace manara::app::made
