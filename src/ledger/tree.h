/// The Merkle tree over a ledger's entries (RFC 6962, section 2.1; SHA-256): hashes of leaves and nodes, roots, proofs.
/// Pure: hashes of complete subtrees are asked of the caller, who keeps them where the entries are.
///
/// A complete subtree of height `level` that begins at leaf `number << level` is the node (level, number); leaves are
/// level 0. A tree of n leaves has exactly the nodes (level, 0 … (n >> level) - 1).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/sha256.h"

namespace manara::ledger {

using Hash = crypto::Digest;

struct Node {
  unsigned level = 0;
  std::uint64_t number = 0;
  bool operator==(const Node&) const = default;
};

/// The hash of a node that the tree has; the error of whoever keeps it.
using NodeHash = std::function<Result<Hash>(Node)>;

/// SHA-256(0x00 ‖ entry), SHA-256(0x01 ‖ left ‖ right), and the root of no entries: SHA-256 of nothing.
Hash leaf_hash(std::string_view entry);
Hash node_hash(const Hash& left, const Hash& right);
Hash empty_root();

/// The right edge of a growing tree: at most 64 hashes, whatever its size.
class Edge {
 public:
  Edge() = default;
  /// The edge of a tree of `size` leaves that is kept elsewhere.
  static Result<Edge> of(std::uint64_t size, const NodeHash& hash_of);

  /// Adds a leaf; `completed` is told of each node that is complete with it, the leaf first.
  void append(const Hash& leaf, const std::function<void(Node, const Hash&)>& completed = {});
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_{};  // of the complete subtrees, the highest (leftmost) first
};

/// The root over the first `size` leaves.
Result<Hash> root_of(std::uint64_t size, const NodeHash& hash_of);

/// RFC 6962, section 2.1.1. Error: proof_out_of_range unless index < size.
Result<std::vector<Hash>> prove_inclusion(std::uint64_t index, std::uint64_t size, const NodeHash& hash_of);
/// RFC 6962, section 2.1.2; empty where the older tree is empty or the same. Error: proof_out_of_range unless
/// older <= newer.
Result<std::vector<Hash>> prove_consistency(std::uint64_t older, std::uint64_t newer, const NodeHash& hash_of);

/// RFC 9162, section 2.1.3.2.
bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                 const Hash& root);

struct Head {
  std::uint64_t size = 0;
  Hash root{};
  bool operator==(const Head&) const = default;
};

/// RFC 9162, section 2.1.4.2. That a tree grew from an empty one says nothing, and no proof is accepted for it.
bool is_consistent(const Head& older, const Head& newer, std::span<const Hash> proof);

}  // namespace manara::ledger
