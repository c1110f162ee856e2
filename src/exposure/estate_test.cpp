#include "exposure/estate.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <unistd.h>

#include "exposure/group_matcher.h"
#include "exposure/scan_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

/// A file that goes away again.
class Written {
 public:
  explicit Written(std::string_view bytes) {
    auto name = (std::filesystem::temp_directory_path() / "manara-estate-XXXXXX").string();
    ::close(::mkstemp(name.data()));
    path_ = name;
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Written() { std::filesystem::remove(path_); }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const std::vector<std::string> names{"anchor", "buoy", "crane", "dock", "eel", "ferry", "gull", "harbour"};

std::string random_version(std::mt19937& random) {
  return random() % 12 == 0 ? "legacy" : fmt::format("{}.{}", random() % 4, random() % 4);
}

std::vector<Advisory> random_advisories(std::mt19937& random) {
  const std::vector<std::string> ecosystems{"PyPI", "npm", "Debian:11", "Debian:12"};
  std::vector<Advisory> out;
  for (int i = 0; i < 60; ++i) {
    auto entry = package(ecosystems[random() % ecosystems.size()], names[random() % names.size()],
                         {introduced("0"), fixed(random_version(random))});
    if (random() % 4 == 0) entry.versions = {random_version(random), random_version(random)};
    // npm versions have three numbers.
    for (auto& range : entry.ranges) {
      for (auto& event : range.events) {
        if (entry.ecosystem == "npm" && event.version.find('.') != std::string::npos) event.version += ".0";
      }
    }
    out.push_back(advisory(fmt::format("X-{}", i), {entry}));
    if (random() % 3 == 0) out.back().aliases = {fmt::format("CVE-2030-{:04}", random() % 20)};
    if (random() % 10 == 0) out.back().withdrawn = day("2026-01-01");
  }
  return out;
}

std::vector<EstateComponent> random_estate(std::mt19937& random, std::size_t count) {
  const std::vector<std::pair<std::string, std::string>> places{{"PyPI", ""},     {"npm", ""},      {"Debian", "11"},
                                                                {"Debian", "12"}, {"Debian", "13"}, {"Maven", ""}};
  std::vector<EstateComponent> out;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [ecosystem, release] = places[random() % places.size()];
    out.push_back({ecosystem, release, names[random() % names.size()] + (random() % 5 == 0 ? "-data" : ""),
                   random_version(random)});
    if (ecosystem == "npm" && out.back().version != "legacy") out.back().version += ".0";
  }
  return out;
}

/// What a plain scan says of one component: vulnerability and whether it is undecided.
std::set<std::pair<std::uint64_t, std::uint32_t>> scanned(const Index& index, const EstateComponent& component) {
  Inventory inventory;
  inventory.components = {{.name = component.name, .version = component.version}};
  inventory.components.front().ecosystem = component.ecosystem;
  inventory.components.front().release = component.release;
  const std::vector<Target> targets{{"one", inventory}};
  const auto result = scan(index, targets, as_of_today());
  std::set<std::pair<std::uint64_t, std::uint32_t>> out;
  for (const auto& row : result.exposures)
    out.emplace(vulnerability_key(index, *index.find_cluster(row.id)), row.state == State::undecided ? 1U : 0U);
  return out;
}

}  // namespace

TEST_CASE("an estate keeps each component once, sorted") {
  const Written file(Estate::build({{"PyPI", "", "lamp", "1.10"},
                                    {"PyPI", "", "lamp", "1.9"},
                                    {"Debian", "12", "dock", "1"},
                                    {"PyPI", "", "lamp", "1.10"}}));
  const auto estate = Estate::open(file.path());
  REQUIRE(estate);
  REQUIRE(estate->size() == 3);
  CHECK(estate->component(0).ecosystem == "Debian");
  CHECK(estate->component(0).release == "12");
  CHECK(estate->component(1).version == "1.9");
  CHECK(estate->component(2).version == "1.10");
}

TEST_CASE("an estate is evaluated as a plain scan would, by any number of threads") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    std::mt19937 random(seed);
    const MadeIndex index(random_advisories(random));
    const Written file(Estate::build(random_estate(random, 300)));
    const auto estate = Estate::open(file.path());
    REQUIRE(estate);
    const auto pairs = estate->evaluate(*index, 1);
    CHECK(pairs.size() > 20);
    for (const unsigned threads : {2U, 3U, 7U, 64U, 1000U})
      CHECK(estate->evaluate(*index, threads) == pairs);
    std::vector<std::set<std::pair<std::uint64_t, std::uint32_t>>> found(estate->size());
    for (const auto& pair : pairs)
      found[pair.component].emplace(pair.vulnerability, pair.undecided);
    for (std::uint32_t i = 0; i < estate->size(); ++i) {
      const auto component = estate->component(i);
      CHECK_MESSAGE(found[i] == scanned(*index, component), "seed ", seed, ": ", component.ecosystem, " ",
                    component.release, " ", component.name, " ", component.version);
    }
    CHECK(std::ranges::is_sorted(pairs, [](const EstatePair& a, const EstatePair& b) {
      return std::pair(a.component, a.vulnerability) < std::pair(b.component, b.vulnerability);
    }));
  }
}

TEST_CASE("an empty estate and an empty index give nothing") {
  const Written file(Estate::build({}));
  const auto estate = Estate::open(file.path());
  REQUIRE(estate);
  const MadeIndex index(some_of_everything());
  CHECK(estate->evaluate(*index, 4).empty());
  const MadeIndex nothing(std::vector<Feed>{});
  const Written one(Estate::build({{"PyPI", "", "lamp", "1"}}));
  CHECK(Estate::open(one.path())->evaluate(*nothing, 2).empty());
}

TEST_CASE("a vulnerability keeps its key when the index is built again with more in it") {
  const auto lamp = advisory("PYSEC-2030-1", {package("PyPI", "lamp", {introduced("0")})}, {"CVE-2030-0001"});
  const MadeIndex before({lamp});
  const MadeIndex after({advisory("AAA-1", {}), lamp, advisory("ZZZ-1", {})});
  CHECK(vulnerability_key(*before, *before->find_cluster("PYSEC-2030-1")) ==
        vulnerability_key(*after, *after->find_cluster("CVE-2030-0001")));
}

TEST_CASE("the difference says what opened and what closed; a verdict that changes is both") {
  const std::vector<EstatePair> before{{1, 0, 10}, {1, 0, 20}, {2, 1, 10}};
  const std::vector<EstatePair> after{{1, 0, 20}, {2, 0, 10}, {3, 0, 5}};
  const auto diff = difference(before, after);
  CHECK(diff.opened == std::vector<EstatePair>{{2, 0, 10}, {3, 0, 5}});
  CHECK(diff.closed == std::vector<EstatePair>{{1, 0, 10}, {2, 1, 10}});
  CHECK(difference(after, after).opened.empty());
  CHECK(difference({}, after).opened == after);
}

TEST_CASE("pairs are written and read back; what is no such file is refused") {
  const std::vector<EstatePair> pairs{{1, 0, 10}, {2, 1, 20}};
  const Written file("");
  REQUIRE(write_pairs(file.path(), pairs));
  CHECK(std::ranges::equal(PairsFile::open(file.path())->pairs(), pairs));
  for (const auto* bytes : {"", "MANARAEP1", "MANARAES", "something else entirely"}) {
    const Written bad(bytes);
    CHECK_MESSAGE(PairsFile::open(bad.path()).error().code == Code{"estate_corrupt"}, bytes);
  }
  CHECK(PairsFile::open("/nonexistent/pairs").error().code == Code{"file_not_found"});
}

TEST_CASE("an estate's file that is cut off or no such file is refused; flipped bytes are survived") {
  std::mt19937 random(3);
  const auto whole = Estate::build(random_estate(random, 40));
  for (std::size_t length = 0; length < whole.size(); length += 13) {
    const Written file(whole.substr(0, length));
    CHECK(Estate::open(file.path()).error().code == Code{"estate_corrupt"});
  }
  const MadeIndex index(random_advisories(random));
  std::size_t found = 0;
  for (int round = 0; round < 60; ++round) {
    auto bytes = whole;
    for (auto flips = 1 + random() % 20; flips > 0; --flips)
      bytes[24 + random() % (bytes.size() - 24)] = static_cast<char>(random());
    const Written file(bytes);
    const auto estate = Estate::open(file.path());
    REQUIRE(estate);
    found += estate->evaluate(*index, 3).size();
    for (std::uint32_t i = 0; i < estate->size(); ++i)
      found += estate->component(i).name.size();
  }
  CHECK(found > 0);
}

TEST_CASE("an estate is evaluated against a damaged index without reading outside of it") {
  std::mt19937 random(5);
  const MadeIndex index(random_advisories(random));
  const Written file(Estate::build(random_estate(random, 60)));
  const auto estate = Estate::open(file.path());
  REQUIRE(estate);
  std::size_t opened = 0;
  for (int round = 0; round < 60; ++round) {
    auto bytes = index.bytes();
    for (auto flips = 1 + random() % 60; flips > 0; --flips)
      bytes[sizeof(IndexHeader) + random() % (bytes.size() - sizeof(IndexHeader))] = static_cast<char>(random());
    const auto damaged = Index::over(bytes);
    REQUIRE(damaged);
    opened += estate->evaluate(*damaged, 2).size() > 0 ? 1U : 0U;
  }
  CHECK(opened > 0);
}
