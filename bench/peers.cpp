#include "peers.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>

#include "io/file.h"

namespace manara::bench {
namespace {

namespace fs = std::filesystem;

/// osv-scanner ends with 1 where it found something.
const std::vector<Peer>& peers() {
  static const std::vector<Peer> table{
      {"osv-scanner", "OSV_SCANNER", {"scan", "source", "--offline", "--format", "json"}, "--lockfile=", true},
      {"grype", "GRYPE", {"-o", "json"}, "sbom:", false},
      {"trivy",
       "TRIVY",
       {"sbom", "--offline-scan", "--skip-db-update", "--skip-java-db-update", "--skip-version-check", "--scanners",
        "vuln", "--format", "json"},
       "",
       false}};
  return table;
}

}  // namespace

std::vector<Peer> named_peers() {
  std::vector<Peer> named;
  for (auto peer : peers()) {
    const auto* program = std::getenv(peer.variable);
    if (program == nullptr || *program == '\0') continue;
    peer.arguments.insert(peer.arguments.begin(), program);
    named.push_back(std::move(peer));
  }
  return named;
}

std::vector<Command> commands(const Peer& peer, const std::vector<std::string>& files) {
  std::vector<Command> commands;
  for (const auto& file : files) {
    if (commands.empty() || !peer.takes_all) commands.push_back(peer.arguments);
    commands.back().push_back(peer.before_file + file);
  }
  return commands;
}

std::vector<std::string> links_to(const std::vector<std::string>& files, const std::string& folder) {
  fs::create_directories(folder);
  std::vector<std::string> links;
  for (const auto& file : files) {
    const auto whole = io::MappedFile::open(file);
    const bool cyclonedx = whole && whole->bytes().substr(0, 4096).contains("CycloneDX");
    const auto name = fmt::format("{}/{:03}.{}.json", folder, links.size(), cyclonedx ? "cdx" : "spdx");
    fs::remove(name);
    fs::create_symlink(fs::absolute(file), name);
    links.push_back(name);
  }
  return links;
}

}  // namespace manara::bench
