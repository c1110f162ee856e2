#include "exposure/clusters.h"

#include <algorithm>
#include <numeric>

namespace manara::exposure {
namespace {

constexpr std::uint32_t none = 0xffffffffU;

class UnionFind {
 public:
  UnionFind(std::size_t count, const std::vector<bool>& is_cve) : parent_(count), cve_(count, none) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    for (std::uint32_t i = 0; i < count; ++i) {
      if (is_cve[i]) cve_[i] = i;
    }
  }

  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i)
      i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  /// False if the two hold different CVE ids. The smaller id stays the root.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return true;
    if (cve_[a] != none && cve_[b] != none) return false;
    if (b < a) std::swap(a, b);
    parent_[b] = a;
    if (cve_[a] == none) cve_[a] = cve_[b];
    return true;
  }

 private:
  std::vector<std::uint32_t> parent_, cve_;
};

}  // namespace

Clusters close_over(std::size_t ids, const std::vector<bool>& is_cve,
                    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges) {
  for (auto& [a, b] : edges) {
    if (b < a) std::swap(a, b);
  }
  std::ranges::sort(edges);
  const auto tail = std::ranges::unique(edges);
  edges.erase(tail.begin(), tail.end());

  Clusters out;
  UnionFind sets(ids, is_cve);
  for (const auto& edge : edges) {
    if (!sets.join(edge.first, edge.second)) out.refused.push_back(edge);
  }
  out.cluster_of.assign(ids, none);
  for (std::uint32_t i = 0; i < ids; ++i) {
    const auto root = sets.root(i);
    if (out.cluster_of[root] == none) out.cluster_of[root] = out.count++;
    out.cluster_of[i] = out.cluster_of[root];
  }
  return out;
}

}  // namespace manara::exposure
