#include "peers.h"

#include <filesystem>
#include <fmt/core.h>

#include "io/file.h"

namespace manara::bench {
namespace {

namespace fs = std::filesystem;

/// It ends with 1 where it found something.
std::vector<Command> osv_scanner(const std::string& program, const std::vector<std::string>& files) {
  Command command{program, "scan", "source", "--offline", "--format", "json"};
  for (const auto& file : files) {
    command.emplace_back("-L");
    command.push_back(file);
  }
  return {command};
}

std::vector<Command> grype(const std::string& program, const std::vector<std::string>& files) {
  std::vector<Command> commands;
  for (const auto& file : files)
    commands.push_back({program, "sbom:" + file, "-o", "json"});
  return commands;
}

std::vector<Command> trivy(const std::string& program, const std::vector<std::string>& files) {
  std::vector<Command> commands;
  for (const auto& file : files)
    commands.push_back({program, "sbom", "--offline-scan", "--skip-db-update", "--skip-java-db-update",
                        "--skip-version-check", "--scanners", "vuln", "--format", "json", file});
  return commands;
}

}  // namespace

const std::vector<Peer>& peers() {
  static const std::vector<Peer> table{
      {"osv-scanner", "OSV_SCANNER", osv_scanner}, {"grype", "GRYPE", grype}, {"trivy", "TRIVY", trivy}};
  return table;
}

std::vector<std::string> links_to(const std::vector<std::string>& files, const std::string& folder) {
  fs::create_directories(folder);
  std::vector<std::string> links;
  for (const auto& file : files) {
    const auto head = io::read_file(file, 64U << 20);
    const bool cyclonedx = head && std::string_view(*head).substr(0, 4096).contains("CycloneDX");
    const auto name = fmt::format("{}/{:03}.{}.json", folder, links.size(), cyclonedx ? "cdx" : "spdx");
    fs::remove(name);
    fs::create_symlink(fs::absolute(file), name);
    links.push_back(name);
  }
  return links;
}

}  // namespace manara::bench
