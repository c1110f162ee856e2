// bench_lists FOLDER [SECONDS] [RUNS] [WHAT]: what a page of a list, a search and their totals take with 15,000
// organisations × 20 assets, asked of a running node without its sockets; as somebody of the nation's team and as an
// officer of one organisation. The node is made in FOLDER and kept. WHAT: only the lines that have it in their name.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <fstream>
#include <thread>

#include "base/strings.h"
#include "crypto/base64.h"
#include "io/spool.h"
#include "json/json.h"
#include "made_nation.h"
#include "process.h"

namespace manara::bench {
namespace {

constexpr double target_ms = 50;

struct Ask {
  std::string_view what;
  std::string path;
  MadeNation::Query query;
};

/// A cursor that stands at this key, as a page before it would have left it.
std::string behind(std::string_view key) {
  return crypto::base64(std::string(16, '\0') + std::string(key));
}

std::vector<Ask> asks() {
  const auto assets = std::string("/api/assets"), contacts = std::string("/api/contacts");
  const auto organisations = std::string("/api/organisations");
  const auto find = [](std::string word) { return MadeNation::Query{{"q", std::move(word)}}; };
  return {
      {"organisations", organisations, {}},
      {"organisations, deep", organisations, {{"after", behind("water works of m")}}},
      {"organisations, down, deep", organisations, {{"sort", "-name"}, {"after", behind("municipality")}}},
      {"organisations of a sector", organisations, {{"sector", "water"}}},
      {"organisations, sector and criticality", organisations, {{"sector", "water"}, {"criticality", "low"}}},
      {"assets", assets, {}},
      {"assets, deep", assets, {{"after", behind("t")}}},
      {"assets, down, deep", assets, {{"sort", "-name"}, {"after", behind("g")}}},
      {"assets of a kind, deep", assets, {{"kind", "medical_device"}, {"after", behind("m")}}},
      {"assets, three filters", assets, {{"kind", "website"}, {"exposure", "internet"}, {"criticality", "critical"}}},
      {"assets, a filter that nothing passes", assets, {{"kind", "industrial"}}},
      {"contacts", contacts, {}},
      {"contacts by verification, deep", contacts, {{"sort", "verified"}, {"after", behind("2025-06")}}},
      {"contacts to verify", contacts, {{"verified_before", "2025-06-01"}}},
      {"contacts to verify, none", contacts, {{"verified_before", "2020-01-01"}}},
      {"find: a rare word, organisations", organisations, find(std::string(rare_word))},
      {"find: a rare word, assets", assets, find(std::string(rare_word))},
      {"find: a frequent word, organisations", organisations, find(std::string(frequent_word))},
      {"find: a frequent word, assets", assets, find("officer")},
      {"find: a frequent word, assets, down, deep",
       assets,
       {{"q", "officer"}, {"sort", "-name"}, {"after", behind("m")}}},
      {"find: a frequent word, a filter", assets, {{"q", "officer"}, {"kind", "website"}, {"exposure", "internet"}}},
      {"find: a word of the list's end", assets, find("zur")},
      {"find: Arabic, organisations", organisations, find(std::string(arabic_word))},
      {"find: two words", organisations, find("hospital kalam")},
      {"find: two frequent words", assets, find("office kalam")},
      {"find: one letter", assets, find("m")},
      {"find: no hit", assets, find("qqqqq")},
      {"find in everything: a rare word", "/api/search", find(std::string(rare_word))},
      {"find in everything: a frequent word", "/api/search", find("office")},
      {"find in everything: one letter", "/api/search", find("m")},
  };
}

double thread_cpu_s() {
  ::timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Times {
  double middle_ms = 0;
  double cpu_ms = 0;  ///< of this thread, the middle: what a busy machine adds by letting it wait is not in it
  double p99_ms = 0;
  std::string total{};
};

Times measure(MadeNation& nation, const std::string& cookie, const Ask& ask, double seconds, int runs) {
  std::vector<double> times, cpu;
  Times out;
  const auto end = now_s() + seconds;
  for (int i = 0; i < runs && (i < 3 || now_s() < end); ++i) {
    const auto start = now_s(), cpu_start = thread_cpu_s();
    const auto response = nation.get(cookie, ask.path, ask.query);
    times.push_back((now_s() - start) * 1000);
    cpu.push_back((thread_cpu_s() - cpu_start) * 1000);
    if (response.status != 200) {
      fmt::print("{}: {} {}\n", ask.what, response.status, response.body);
      std::exit(1);
    }
    if (i > 0) continue;
    json::Document document;
    const auto root = document.parse(response.body);
    out.total = root ? std::to_string((*root)["total"].integer().value_or(-1)) : "";
    if (root && (*root)["total_is"].string() == "at_least") out.total = "≥ " + out.total;
  }
  std::ranges::sort(times);
  std::ranges::sort(cpu);
  out.cpu_ms = cpu[cpu.size() / 2];
  out.middle_ms = times[times.size() / 2];
  out.p99_ms = times[(times.size() - 1) * 99 / 100];
  return out;
}

/// The memory that this process holds, without pages of files that it maps: those are the system's.
double own_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    std::string_view rest = line;
    if (!take_prefix(rest, "RssAnon:")) continue;
    take_suffix(rest, "kB");
    return static_cast<double>(parse_unsigned(trim(rest)).value_or(0)) / 1024;
  }
  return 0;
}

/// All assets as a file: what it takes, and what the program holds then.
void measure_export(MadeNation& nation, const std::string& cookie, const char* format) {
  const auto before = own_mb();
  std::atomic<double> most = before;
  const auto start = now_s(), cpu_start = thread_cpu_s();
  std::jthread watch([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      most = std::max(most.load(), own_mb());
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
  const auto response = nation.get(cookie, "/api/assets", {{"format", format}});
  watch.request_stop();
  watch.join();
  const auto bytes = response.file ? response.file->bytes() : response.body.size();
  fmt::print(
      "all assets as {}: {:.1f} s, CPU {:.1f} s, {:.1f} MB; the program holds {:.0f} MB of its own before it, {:.0f} "
      "at most, {:.0f} then\n",
      format, now_s() - start, thread_cpu_s() - cpu_start, static_cast<double>(bytes) / 1e6, before, most.load(),
      own_mb());
}

int measure_all(const std::string& folder, double seconds, int runs, std::string_view only) {
  const auto made = now_s();
  auto nation = MadeNation::open(folder, {});
  if (!nation) {
    fmt::print("{} {}\n", nation.error().code.name(), fmt::join(nation.error().args, " "));
    return 1;
  }
  fmt::print("opened or made in {:.1f} s\n", now_s() - made);
  const auto analyst = (*nation)->sign_in(access::Role::analyst, (*nation)->serving().nation());
  const auto officer = (*nation)->sign_in(access::Role::organisation_officer, (*nation)->organisation(7777));
  if (!analyst || !officer) return 1;
  fmt::print("| what | nation: CPU, ms | p50 | p99 | total | organisation: CPU, ms | p50 | p99 | total |\n");
  fmt::print("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
  double worst = 0;
  for (const auto& ask : asks()) {
    if (ask.what.find(only) == std::string_view::npos) continue;
    const auto wide = measure(**nation, *analyst, ask, seconds, runs);
    const auto narrow = measure(**nation, *officer, ask, seconds, runs);
    fmt::print("| {} |", ask.what);
    for (const auto& times : {wide, narrow})
      fmt::print(" {:.2f} | {:.2f} | {:.2f} | {} |", times.cpu_ms, times.middle_ms, times.p99_ms, times.total);
    fmt::print("\n");
    std::fflush(stdout);
    worst = std::max({worst, wide.p99_ms, narrow.p99_ms});
  }
  for (const auto* format : {"csv", "xlsx"}) {
    if (!only.empty()) break;
    measure_export(**nation, *analyst, format);
  }
  fmt::print("the slowest p99: {:.1f} ms (target < {:.0f})\n", worst, target_ms);
  return worst < target_ms ? 0 : 1;
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  if (argc < 2) return 1;
  const double seconds = argc > 2 ? manara::parse_double(argv[2]).value_or(2) : 2;
  const auto runs = argc > 3 ? static_cast<int>(manara::parse_unsigned(argv[3]).value_or(200)) : 200;
  return manara::bench::measure_all(argv[1], seconds, runs, argc > 4 ? argv[4] : "");
}
