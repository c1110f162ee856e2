// bench_pieces DATA INPUTS [options of Google Benchmark]: the short pieces of work behind the whole figures. Opening
// the index beside mapping its file; a document parsed beside its bytes copied; versions compared as texts and as keys.
#include <benchmark/benchmark.h>
#include <cstring>
#include <fmt/core.h>
#include <map>

#include "app/data_folder.h"
#include "io/file.h"
#include "json/json.h"
#include "supply.h"

namespace manara::bench {
namespace {

void bench_index(const std::string& data) {
  const app::DataFolder folder(data);
  const auto current = folder.current();
  if (!current || current->index.empty()) return;
  const auto path = folder.index_path(current->index);
  benchmark::RegisterBenchmark("index/open", [folder](benchmark::State& state) {
    for (auto _ : state) {
      auto index = folder.open_index();
      benchmark::DoNotOptimize(index);
    }
  });
  benchmark::RegisterBenchmark("index/map_file_only", [path](benchmark::State& state) {
    for (auto _ : state) {
      auto file = io::MappedFile::open(path);
      benchmark::DoNotOptimize(file);
    }
  });
}

void bench_document(const std::string& name, const std::string& path) {
  auto bytes = io::read_file(path, 1ULL << 30);
  if (!bytes) return;
  const auto shared = std::make_shared<std::string>(std::move(*bytes));
  const auto size = static_cast<std::int64_t>(shared->size());
  benchmark::RegisterBenchmark((name + "/parse").c_str(), [shared, size](benchmark::State& state) {
    json::Document document;
    for (auto _ : state)
      benchmark::DoNotOptimize(document.parse(*shared));
    state.SetBytesProcessed(state.iterations() * size);
  });
  benchmark::RegisterBenchmark((name + "/copy").c_str(), [shared, size](benchmark::State& state) {
    std::string copy(shared->size(), '\0');
    for (auto _ : state) {
      std::memcpy(copy.data(), shared->data(), shared->size());
      benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * size);
  });
}

struct Versions {
  versions::Scheme scheme{};
  std::vector<std::string> texts{}, keys{};
};

/// Up to 4,096 versions of one ecosystem that have keys, as advisories name them.
std::map<std::string, Versions> versions_of(const Supply& supply) {
  std::map<std::string, Versions> out;
  Random random(7);
  for (int i = 0; i < 200'000; ++i) {
    const auto& package = supply.draw_by_entries(random);
    auto& known = out[std::string(package.ecosystem->name)];
    known.scheme = package.ecosystem->scheme;
    auto text = Supply::draw_version(package, random);
    std::string key;
    if (known.texts.size() >= 4096 || versions::append_key(known.scheme, text, key) != versions::Key::ok) continue;
    known.texts.push_back(std::move(text));
    known.keys.push_back(std::move(key));
  }
  std::erase_if(out, [](const auto& row) { return row.second.texts.size() < 4096; });
  return out;
}

void bench_versions(const std::string& name, const std::shared_ptr<const Versions>& known) {
  const auto pairs = [known](benchmark::State& state, const auto& compare) {
    std::size_t i = 0;
    for (auto _ : state) {
      benchmark::DoNotOptimize(compare(i, (i * 31 + 7) % known->texts.size()));
      i = (i + 1) % known->texts.size();
    }
  };
  const auto put = [&](const char* what, const auto& compare) {
    benchmark::RegisterBenchmark(fmt::format("versions/{}/{}", name, what).c_str(),
                                 [pairs, compare](benchmark::State& state) { pairs(state, compare); });
  };
  put("texts_compared", [known](std::size_t a, std::size_t b) {
    return versions::compare(known->scheme, known->texts[a], known->texts[b]);
  });
  put("key_made", [known](std::size_t a, std::size_t) {
    std::string key;
    return versions::append_key(known->scheme, known->texts[a], key);
  });
  put("keys_compared", [known](std::size_t a, std::size_t b) { return known->keys[a] < known->keys[b]; });
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  using namespace manara::bench;
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_pieces DATA INPUTS [--benchmark_…]\n");
    return 2;
  }
  const std::string data = argv[1];
  const std::string inputs = argv[2];
  argv[2] = argv[0];
  argc -= 2;
  benchmark::Initialize(&argc, argv + 2);
  bench_index(data);
  bench_document("spdx_10.9_MB", inputs + "/image.spdx.json");
  bench_document("purls_17209", inputs + "/purls.cdx.json");
  if (const auto supply = Supply::read(data)) {
    for (auto& [name, known] : versions_of(*supply))
      bench_versions(name, std::make_shared<const Versions>(std::move(known)));
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
