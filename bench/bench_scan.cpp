// bench_scan MANARA DATA INPUTS SBOMS [OSV_SCANNER]: whole scans, from the start of the process to its end: a small
// SBOM, all SBOMs of a folder in one process, the two big inputs of make_inputs; and the same by osv-scanner, where it
// is given, with the database that OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY names (make_peer_db).
#include <algorithm>
#include <filesystem>
#include <fmt/core.h>

#include "io/file.h"
#include "json/json.h"
#include "table.h"

namespace manara::bench {
namespace {

namespace fs = std::filesystem;

constexpr int runs = 15;
constexpr int peer_runs = 3;

struct Input {
  std::string what;
  std::string path;  ///< file or folder
  Target target;
};

std::vector<std::string> files_of(const std::string& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

/// The file whose size is next above 25,000 bytes: 29 packages in the reference data.
std::string small_file(const std::string& sboms) {
  std::string small;
  std::uintmax_t size = 0;
  for (const auto& file : files_of(sboms)) {
    const auto bytes = fs::file_size(file);
    if (bytes < 25'000 || (!small.empty() && bytes >= size)) continue;
    small = file;
    size = bytes;
  }
  return small;
}

void parse_all(const std::vector<std::string>& files) {
  json::Document document;
  for (const auto& path : files) {
    const auto file = io::MappedFile::open(path);
    if (!file || !document.parse(file->bytes())) fmt::print(stderr, "not parsed: {}\n", path);
  }
}

/// osv-scanner tells what a file is by its name, and reads one inventory an option.
class PeerFiles {
 public:
  PeerFiles(const std::string& folder, const std::vector<std::string>& files) {
    fs::create_directories(folder);
    for (const auto& file : files) {
      const auto head = io::read_file(file, 64U << 20);
      const bool cyclonedx =
          head && std::string_view(*head).substr(0, 4096).find("CycloneDX") != std::string_view::npos;
      const auto name = fmt::format("{}/{:03}.{}.json", folder, links_.size(), cyclonedx ? "cdx" : "spdx");
      fs::remove(name);
      fs::create_symlink(fs::absolute(file), name);
      links_.push_back(name);
    }
  }
  [[nodiscard]] std::vector<std::string> command(const std::string& scanner) const {
    std::vector<std::string> command{scanner, "scan", "source", "--offline", "--format", "json"};
    for (const auto& link : links_) {
      command.emplace_back("-L");
      command.push_back(link);
    }
    return command;
  }

 private:
  std::vector<std::string> links_{};
};

void measure(const std::string& manara, const std::string& data, const std::vector<Input>& inputs,
             const std::string& peer, const std::string& folder) {
  print_head();
  const auto bare = least(runs, {manara, "--version"});
  print_row("a process that does nothing (--version)", bare, {});
  struct Measured {
    Cost table, json, peer;
  };
  std::vector<Measured> measured;
  const auto scan = [&](const Input& input, std::string format) {
    return least(runs,
                 {manara, "scan", "--data", data, "--as-of", "2026-08-07", "--format", std::move(format), input.path});
  };
  for (const auto& input : inputs) {
    Measured cost{scan(input, "table"), scan(input, "json"), {}};
    measured.push_back(cost);
  }
  for (std::size_t i = 0; i < inputs.size() && !peer.empty(); ++i) {
    const PeerFiles files(folder + fmt::format("/peer-{}", i), files_of(inputs[i].path));
    measured[i].peer = least(peer_runs, files.command(peer));
  }
  // What is measured in this process comes last: see Cost.
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto files = files_of(inputs[i].path);
    const auto parsing = least_seconds(runs, [&] { parse_all(files); });
    print_row(inputs[i].what, measured[i].table, inputs[i].target, "its JSON parsed", parsing);
    print_row(inputs[i].what + ", as JSON", measured[i].json, inputs[i].target, "its JSON parsed", parsing);
    if (!peer.empty()) print_peer(inputs[i].what + ", by osv-scanner", measured[i].peer, measured[i].json);
  }
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  if (argc < 5) {
    fmt::print(stderr, "usage: bench_scan MANARA DATA INPUTS SBOMS [OSV_SCANNER]\n");
    return 2;
  }
  using namespace manara::bench;
  const std::string inputs = argv[3];
  const std::string sboms = argv[4];
  const std::vector<Input> all{
      {"a small SBOM", small_file(sboms), {.seconds = 0.01, .mb = 30}},
      {fmt::format("{} SBOMs in one process", files_of(sboms).size()), sboms, {.seconds = 0.5, .mb = 100}},
      {"an SPDX of 10.9 MB", inputs + "/image.spdx.json", {.seconds = 0.08, .mb = 100}},
      {"17,209 purls", inputs + "/purls.cdx.json", {.seconds = 0.15, .mb = 100}},
  };
  measure(argv[1], argv[2], all, argc > 5 ? argv[5] : "", inputs);
  return 0;
}
