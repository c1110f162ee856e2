// bench_import MANARA ADVISORIES OUT: imports the reference advisories as whole processes, into OUT, which the other
// benchmarks use; then reads and parses the same bytes and does nothing with them.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/core.h>

#include "base/strings.h"
#include "exposure/index.h"
#include "io/file.h"
#include "json/json.h"
#include "table.h"

namespace manara::bench {
namespace {

constexpr int runs = 5;

std::vector<std::string> sources_in(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    const bool wanted = name.ends_with(".osv.jsonl") || name.starts_with("known_exploited_vulnerabilities") ||
                        (name.starts_with("epss-") && !name.starts_with("epss-series"));
    if (wanted) out.push_back(entry.path().string());
  }
  std::ranges::sort(out);
  return out;
}

Cost import_into(int times, const std::string& manara, const std::string& out,
                 const std::vector<std::string>& sources) {
  std::vector<std::string> command{manara, "feeds", "import", "--data", out};
  command.insert(command.end(), sources.begin(), sources.end());
  Cost least;
  for (int i = 0; i < times; ++i) {
    std::filesystem::remove_all(out);
    const auto cost = run(command);
    if (i == 0 || cost.wall_s < least.wall_s) least.wall_s = cost.wall_s;
    if (i == 0 || cost.cpu_s < least.cpu_s) least.cpu_s = cost.cpu_s;
    least.peak_mb = std::max(least.peak_mb, cost.peak_mb);
    least.exit_code = cost.exit_code;
  }
  return least;
}

/// The lines of a file, each parsed; other files (KEV) as one document.
std::size_t parse_all(const std::vector<std::string>& sources) {
  json::Document document;
  std::size_t parsed = 0;
  for (const auto& path : sources) {
    const auto file = io::MappedFile::open(path);
    if (!file || path.ends_with(".csv")) continue;
    auto rest = file->bytes();
    while (!rest.empty()) {
      const auto halves = path.ends_with(".jsonl") ? cut(rest, '\n') : std::nullopt;
      parsed += document.parse(halves ? halves->head : rest).has_value() ? 1U : 0U;
      rest = halves ? halves->tail : std::string_view{};
    }
  }
  return parsed;
}

void print_index(const std::string& what, const std::string& out) {
  for (const auto& entry : std::filesystem::directory_iterator(out + "/index"))
    fmt::print("\n{}: index of {:.1f} MB\n\n", what, static_cast<double>(entry.file_size()) / 1e6);
}

void measure(const std::string& manara, const std::string& advisories, const std::string& out) {
  const auto sources = sources_in(advisories);
  print_head();
  const auto cost = import_into(runs, manara, out, sources);
  const auto with_cve5 = advisories + "/cve5-vulnrichment";
  const bool has_cve5 = std::filesystem::exists(with_cve5);
  Cost both;
  if (has_cve5) {
    auto all = sources;
    all.push_back(with_cve5);
    both = import_into(2, manara, out + "-cve5", all);
  }
  // What is measured in this process comes last: see Cost.
  const auto parsing = least_seconds(3, [&] { return parse_all(sources); });
  print_row("import of OSV, KEV, EPSS", cost, {.seconds = 3}, "the JSON parsed, on one core", parsing);
  if (has_cve5) print_row("import of these and CVE 5", both, {});
  print_index("OSV, KEV, EPSS", out);
  if (has_cve5) print_index("with CVE 5", out + "-cve5");
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: bench_import MANARA ADVISORIES OUT\n");
    return 2;
  }
  manara::bench::measure(argv[1], argv[2], argv[3]);
  return 0;
}
