#include "ledger/tree.h"

#include <doctest/doctest.h>
#include <map>

#include "crypto/sha256.h"

using namespace manara;
using namespace manara::ledger;

namespace {

constexpr std::uint64_t largest = 70;  // past two powers of two, and uneven

/// A tree kept as a map of its nodes.
class Grown {
 public:
  explicit Grown(std::uint64_t size) {
    for (std::uint64_t i = 0; i < size; ++i)
      edge_.append(leaf(i), [&](Node node, const Hash& hash) { nodes_[{node.level, node.number}] = hash; });
  }
  static Hash leaf(std::uint64_t i) { return leaf_hash("entry " + std::to_string(i)); }
  [[nodiscard]] const Edge& edge() const { return edge_; }
  [[nodiscard]] NodeHash hash_of() const {
    return [this](Node node) -> Result<Hash> {
      const auto found = nodes_.find({node.level, node.number});
      if (found == nodes_.end()) return fail(Code{"proof_out_of_range"}, {std::to_string(node.number)});
      return found->second;
    };
  }

 private:
  Edge edge_{};
  std::map<std::pair<unsigned, std::uint64_t>, Hash> nodes_{};
};

/// MTH of RFC 6962, as it stands there.
Hash plain_root(std::uint64_t first, std::uint64_t count) {
  if (count == 0) return crypto::sha256({});
  if (count == 1) return Grown::leaf(first);
  std::uint64_t left = 1;
  while (left * 2 < count)
    left *= 2;
  return node_hash(plain_root(first, left), plain_root(first + left, count - left));
}

}  // namespace

TEST_CASE("hashes are those of RFC 6962: leaves and nodes can't be taken for each other") {
  CHECK(crypto::hex(empty_root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(crypto::hex(leaf_hash("")) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  CHECK(node_hash(leaf_hash("a"), leaf_hash("b")) != leaf_hash("ab"));
}

TEST_CASE("the root of every size is the RFC's, grown, from its nodes, and by an edge taken up again") {
  const Grown all(largest);
  for (std::uint64_t size = 0; size <= largest; ++size) {
    CHECK(Grown(size).edge().root() == plain_root(0, size));
    CHECK(root_of(size, all.hash_of()) == plain_root(0, size));
    auto edge = Edge::of(size, all.hash_of());
    REQUIRE(edge);
    CHECK(edge->root() == plain_root(0, size));
    edge->append(Grown::leaf(size));
    CHECK(edge->root() == plain_root(0, size + 1));
  }
}

TEST_CASE("every entry of every size is proven, and by no other leaf, place, size or proof") {
  const Grown all(largest);
  for (std::uint64_t size = 1; size <= largest; ++size) {
    const auto root = plain_root(0, size);
    for (std::uint64_t i = 0; i < size; ++i) {
      const auto proof = prove_inclusion(i, size, all.hash_of());
      REQUIRE(proof);
      CHECK(is_included(Grown::leaf(i), i, size, *proof, root));
      CHECK_FALSE(is_included(Grown::leaf(i + 1), i, size, *proof, root));
      CHECK_FALSE(is_included(Grown::leaf(i), i + 1, size, *proof, root));
      auto longer = *proof;
      longer.push_back(root);
      CHECK_FALSE(is_included(Grown::leaf(i), i, size, longer, root));
      for (std::size_t step = 0; step < proof->size(); ++step) {
        auto other = *proof;
        other[step][0] ^= 1;
        CHECK_FALSE(is_included(Grown::leaf(i), i, size, other, root));
      }
    }
  }
}

TEST_CASE("every tree is proven to have grown from every smaller one, and from no other") {
  const Grown all(largest);
  for (std::uint64_t newer = 0; newer <= largest; ++newer) {
    for (std::uint64_t older = 0; older <= newer; ++older) {
      const auto proof = prove_consistency(older, newer, all.hash_of());
      REQUIRE(proof);
      const Head was{older, plain_root(0, older)};
      const Head is{newer, plain_root(0, newer)};
      CHECK(is_consistent(was, is, *proof) == (older > 0 || newer == 0));
      if (older == newer || older == 0) continue;
      auto changed = was;
      changed.root[31] ^= 1;
      CHECK_FALSE(is_consistent(changed, is, *proof));
      changed = is;
      changed.root[31] ^= 1;
      CHECK_FALSE(is_consistent(was, changed, *proof));
      auto longer = *proof;
      longer.push_back(is.root);
      CHECK_FALSE(is_consistent(was, is, longer));
      CHECK_FALSE(is_consistent(was, is, std::span(*proof).subspan(1)));
    }
  }
}

TEST_CASE("what lies outside a tree has no proof") {
  const Grown all(5);
  CHECK(prove_inclusion(5, 5, all.hash_of()).error().code == Code{"proof_out_of_range"});
  CHECK(prove_consistency(6, 5, all.hash_of()).error().code == Code{"proof_out_of_range"});
  CHECK(prove_inclusion(1, 9, all.hash_of()).error().code == Code{"proof_out_of_range"});
  CHECK_FALSE(is_consistent({6, plain_root(0, 6)}, {5, plain_root(0, 5)}, {}));
}
