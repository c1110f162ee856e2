#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <iterator>

#include "suite.h"

namespace manara::conformance {
namespace {

constexpr Suite suites[] = {
    {"pypi-ranges", "advisories/pypi.osv.jsonl", pypi_ranges},
    {"csaf", "conformance/csaf-2.0", csaf},
    {"version-order", "conformance/version-order", version_order},
    {"purl", "conformance/purl", purl},
    {"cvss", "conformance/cvss-vectors", cvss},
    {"cvss-macrovectors", "conformance/cvss4-macro-scores", cvss},  // 270 more, counted apart
    {"ssvc", "conformance/ssvc", ssvc},
    {"vers", "conformance/vers", vers},
    {"cyclonedx", "conformance/cyclonedx", cyclonedx},
    {"spdx", "conformance/spdx-examples", spdx},
    {"merkle", "conformance/merkle-proofs", merkle},
};

}  // namespace

void Tally::fail(const std::string& what, const std::string& reason) {
  ++total_;
  if (!reason.empty()) {
    known_.push_back(what + ": " + reason);
  } else if (failures_.size() < 20) {
    failures_.push_back(what);
  }
}

int Tally::report() const {
  for (const auto& line : failures_)
    fmt::print("FAILED {}\n", line);
  for (const auto& line : known_)
    fmt::print("known difference: {}\n", line);
  for (const auto& line : notes_)
    fmt::print("{}\n", line);
  if (postponed_ > 0) fmt::print("not counted: {} of a kind that comes later\n", postponed_);
  fmt::print("passed {} of {}\n", passed_, total_);
  return passed_ == total_ && total_ > 0 ? 0 : 1;
}

std::vector<std::string> files_below(const std::string& path, std::string_view suffix) {
  std::vector<std::string> files;
  if (std::filesystem::is_regular_file(path)) return {path};
  if (!std::filesystem::is_directory(path)) return {};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(suffix)) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

namespace {

int run(int argc, char** argv) {
  const char* data = std::getenv("MANARA_DATA");
  for (const auto& suite : suites) {
    if (argc < 2 || suite.name != argv[1]) continue;
    std::string path = argc > 2 ? argv[2] : data != nullptr ? data : ".cache/data";
    // The whole reference data holds other suites too; a folder of cases or one file is taken as it is.
    const auto within = path + "/" + std::string(suite.where);
    if (argc <= 2 || std::filesystem::exists(within)) path = within;
    if (!std::filesystem::exists(path)) {
      fmt::print(stderr, "{}: not there\n", path);
      return 2;
    }
    Tally tally;
    suite.run(path, tally);
    return tally.report();
  }
  fmt::print(stderr, "usage: conformance SUITE [PATH]\nsuites:");
  for (const auto& suite : suites)
    fmt::print(stderr, " {}", suite.name);
  fmt::print(stderr, "\n");
  return 2;
}

}  // namespace
}  // namespace manara::conformance

int main(int argc, char** argv) {
  return manara::conformance::run(argc, argv);
}
