#include "exposure/clusters.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

#include "exposure/index_fixture.h"

using namespace manara;
using namespace manara::exposure;
using namespace manara::exposure::made;

namespace {

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Clusters close(const std::vector<bool>& is_cve, Edges edges) {
  return close_over(is_cve.size(), is_cve, std::move(edges));
}

}  // namespace

TEST_CASE("aliases close over any number of steps") {
  const auto clusters = close({false, false, false, false}, {{0, 1}, {2, 1}});
  CHECK(clusters.count == 2);
  CHECK(clusters.cluster_of == std::vector<std::uint32_t>{0, 0, 0, 1});
  CHECK(clusters.refused.empty());
}

TEST_CASE("an edge that would join two CVE ids is refused and named, the other edges stay") {
  // 0 and 1 are CVEs, 2 is a GHSA that names both, 3 an ecosystem's id of the second.
  const auto clusters = close({true, true, false, false}, {{2, 0}, {2, 1}, {3, 1}});
  CHECK(clusters.count == 2);
  CHECK(clusters.cluster_of == std::vector<std::uint32_t>{0, 1, 0, 1});
  CHECK(clusters.refused == Edges{{1, 2}});
}

TEST_CASE("a chain of ids without CVE can't bring two CVEs together either") {
  // CVE 0 – 2 – 3 – 4 – CVE 1
  const auto clusters = close({true, true, false, false, false}, {{0, 2}, {2, 3}, {3, 4}, {4, 1}});
  CHECK(clusters.cluster_of[0] != clusters.cluster_of[1]);
  CHECK(clusters.refused.size() == 1);
}

TEST_CASE("an id that is its own alias, and an edge that is there twice, change nothing") {
  const auto clusters = close({true, false}, {{0, 0}, {1, 0}, {0, 1}, {1, 0}});
  CHECK(clusters.count == 1);
  CHECK(clusters.refused.empty());
}

TEST_CASE("the same edges in any order give the same clusters, and no cluster holds two CVEs") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    std::mt19937 random(seed);
    const std::size_t ids = 2 + random() % 40;
    std::vector<bool> is_cve(ids);
    for (std::size_t i = 0; i < ids; ++i)
      is_cve[i] = random() % 3 == 0;
    Edges edges;
    for (std::size_t i = 0; i < ids * 2; ++i)
      edges.emplace_back(random() % ids, random() % ids);
    const auto clusters = close(is_cve, edges);
    std::vector<int> cves(clusters.count, 0);
    for (std::size_t i = 0; i < ids; ++i) {
      if (is_cve[i]) ++cves[clusters.cluster_of[i]];
    }
    CHECK(std::ranges::all_of(cves, [](int count) { return count <= 1; }));
    for (int again = 0; again < 5; ++again) {
      std::ranges::shuffle(edges, random);
      for (auto& [a, b] : edges) {
        if (random() % 2 == 0) std::swap(a, b);
      }
      const auto other = close(is_cve, edges);
      CHECK(other.cluster_of == clusters.cluster_of);
      CHECK(other.refused == clusters.refused);
    }
  }
}

TEST_CASE("a chain of a million aliases closes without recursion") {
  constexpr std::uint32_t ids = 1'000'000;
  Edges edges;
  for (std::uint32_t i = 0; i + 1 < ids; ++i)
    edges.emplace_back(i + 1, i);
  const auto clusters = close(std::vector<bool>(ids, false), std::move(edges));
  CHECK(clusters.count == 1);
}

TEST_CASE("a refused alias is counted in the index, under both ids") {
  const MadeIndex index({advisory("GHSA-aaaa-bbbb-cccc", {package("PyPI", "lamp", {introduced("0")})},
                                  {"CVE-2030-0001", "CVE-2030-0002"})});
  const auto counts = index->all<CountRow>(Section::counts);
  REQUIRE(counts.size() == 1);
  CHECK(index->text(counts[0].reason) == "identity_refused");
  CHECK(index->text(counts[0].feed) == "CVE-2030-0002");
  CHECK(index->text(counts[0].argument) == "GHSA-aaaa-bbbb-cccc");
  CHECK(index->find_cluster("CVE-2030-0001") != index->find_cluster("CVE-2030-0002"));
}

TEST_CASE("a withdrawn record identifies nothing") {
  auto withdrawn = advisory("GHSA-aaaa-bbbb-cccc", {}, {"CVE-2030-0001"});
  withdrawn.withdrawn = day("2026-01-01");
  const MadeIndex index({withdrawn, advisory("CVE-2030-0001", {})});
  CHECK(index->find_cluster("GHSA-aaaa-bbbb-cccc") != index->find_cluster("CVE-2030-0001"));
}
