// make_inputs DATA OUT [SEED]: writes the inputs of the benchmarks into the folder OUT, drawn from the advisories that
// lie in the data folder DATA: image.spdx.json (10.9 MB), purls.cdx.json (17,209 distinct purls), nation.estate (1 M
// distinct components). Prints what is in them, and how many of the nation's components are exposed.
#include <cstdlib>
#include <fmt/core.h>
#include <thread>

#include "app/data_folder.h"
#include "base/strings.h"
#include "inputs.h"
#include "io/file.h"
#include "text/catalogue.h"

namespace manara::bench {
namespace {

constexpr std::size_t spdx_bytes = 10'900'000;
constexpr std::size_t purl_count = 17'209;
constexpr std::size_t estate_count = 1'000'000;

Status put(const std::string& path, const std::string& bytes) {
  MANARA_CHECK(io::replace_file(path, bytes));
  fmt::print("{}: {} bytes\n", path, bytes.size());
  return {};
}

Status report_exposed(const std::string& data, const std::string& path) {
  MANARA_TRY(index, app::DataFolder(data).open_index());
  MANARA_TRY(estate, exposure::Estate::open(path));
  const auto pairs = estate.evaluate(index, std::max(std::thread::hardware_concurrency(), 1U));
  std::size_t affected = 0;
  std::size_t undecided = 0;
  for (std::size_t i = 0; i < pairs.size();) {
    const auto component = pairs[i].component;
    bool any = false;
    for (; i < pairs.size() && pairs[i].component == component; ++i)
      any = any || pairs[i].undecided == 0;
    ++(any ? affected : undecided);
  }
  fmt::print("{} distinct components: {} exposed ({:.1f} %), {} more undecided, {} pairs with an advisory\n",
             estate.size(), affected, 100.0 * static_cast<double>(affected) / static_cast<double>(estate.size()),
             undecided, pairs.size());
  return {};
}

Status make(const std::string& data, const std::string& out, std::uint64_t seed) {
  MANARA_TRY(supply, Supply::read(data));
  fmt::print("seed {}, {} packages of an ecosystem\n", seed, supply.size());
  MANARA_CHECK(io::make_folders(out));
  MANARA_CHECK(put(out + "/image.spdx.json", make_spdx(supply, spdx_bytes, seed)));
  MANARA_CHECK(put(out + "/purls.cdx.json", make_purls_cyclonedx(supply, purl_count, seed)));
  MANARA_CHECK(put(out + "/nation.estate", exposure::Estate::build(make_estate(supply, estate_count, seed))));
  return report_exposed(data, out + "/nation.estate");
}

}  // namespace
}  // namespace manara::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: make_inputs DATA OUT [SEED]\n");
    return 2;
  }
  const auto seed = manara::parse_unsigned(argc > 3 ? argv[3] : "20260807").value_or(20260807);
  const auto made = manara::bench::make(argv[1], argv[2], seed);
  if (made) return 0;
  fmt::print(stderr, "{}\n", manara::text::sentence(manara::text::Language::en, made.error()));
  return 1;
}
