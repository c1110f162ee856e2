// bench_scan MANARA DATA INPUTS SBOMS: whole scans, from the start of the process to its end: a small SBOM, all SBOMs
// of a folder in one process, the two big inputs of make_inputs; and the same by each peer that the environment names
// (peers.h).
#include <algorithm>
#include <filesystem>
#include <fmt/core.h>

#include "io/file.h"
#include "json/json.h"
#include "peers.h"
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

void measure(const std::string& manara, const std::string& data, const std::vector<Input>& inputs,
             const std::string& folder) {
  print_head();
  const auto bare = least(runs, {manara, "--version"});
  print_row("a process that does nothing (--version)", bare, {});
  struct Measured {
    Cost table, json;
    std::vector<std::pair<std::string, Cost>> peers;
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
  const auto peers = named_peers();
  for (std::size_t i = 0; i < inputs.size() && !peers.empty(); ++i) {
    const auto files = links_to(files_of(inputs[i].path), folder + fmt::format("/peer-{}", i));
    for (const auto& peer : peers)
      measured[i].peers.emplace_back(peer.name, least_of_all(peer_runs, commands(peer, files)));
  }
  // What is measured in this process comes last: see Cost.
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto files = files_of(inputs[i].path);
    const auto parsing = least_seconds(runs, [&] { parse_all(files); });
    print_row(inputs[i].what, measured[i].table, inputs[i].target, "its JSON parsed", parsing);
    print_row(inputs[i].what + ", as JSON", measured[i].json, inputs[i].target, "its JSON parsed", parsing);
    for (const auto& [name, cost] : measured[i].peers)
      print_peer(inputs[i].what + ", by " + name, cost, measured[i].json);
  }
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: bench_scan MANARA DATA INPUTS SBOMS\n");
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
  measure(argv[1], argv[2], all, inputs);
  return 0;
}
