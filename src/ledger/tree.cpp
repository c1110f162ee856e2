#include "ledger/tree.h"

#include <bit>

#include "base/bytes.h"

namespace manara::ledger {
namespace {

/// The leaves [first, first + count) as the complete subtrees they are made of, left to right. `first` is a multiple of
/// the power of two that is at least `count`, as in all trees and their left and right parts.
std::vector<Node> subtrees(std::uint64_t first, std::uint64_t count) {
  std::vector<Node> nodes;
  while (count > 0) {
    const auto level = static_cast<unsigned>(std::bit_width(count) - 1);
    nodes.push_back({level, first >> level});
    first += std::uint64_t{1} << level;
    count -= std::uint64_t{1} << level;
  }
  return nodes;
}

/// The root over [first, first + count), count > 0.
Result<Hash> range_root(std::uint64_t first, std::uint64_t count, const NodeHash& hash_of) {
  const auto nodes = subtrees(first, count);
  MANARA_TRY(last, hash_of(nodes.back()));
  Hash root = last;
  for (auto node = nodes.rbegin() + 1; node != nodes.rend(); ++node) {
    MANARA_TRY(left, hash_of(*node));
    root = node_hash(left, root);
  }
  return root;
}

/// The largest power of two below `count` (> 1): where RFC 6962 splits a tree.
std::uint64_t split_of(std::uint64_t count) {
  return std::bit_floor(count - 1);
}

}  // namespace

Hash leaf_hash(std::string_view entry) {
  return crypto::Sha256().update(std::string_view("\0", 1)).update(entry).finish();
}

Hash node_hash(const Hash& left, const Hash& right) {
  return crypto::Sha256().update("\1").update(text_of(left)).update(text_of(right)).finish();
}

Hash empty_root() {
  return crypto::sha256({});
}

Result<Edge> Edge::of(std::uint64_t size, const NodeHash& hash_of) {
  Edge edge;
  edge.size_ = size;
  for (const auto& node : subtrees(0, size)) {
    MANARA_TRY(hash, hash_of(node));
    edge.peaks_.push_back(hash);
  }
  return edge;
}

void Edge::append(const Hash& leaf, const std::function<void(Node, const Hash&)>& completed) {
  Hash hash = leaf;
  Node node{0, size_};
  if (completed) completed(node, hash);
  while ((node.number & 1) != 0) {
    hash = node_hash(peaks_.back(), hash);
    peaks_.pop_back();
    node = {node.level + 1, node.number >> 1};
    if (completed) completed(node, hash);
  }
  peaks_.push_back(hash);
  ++size_;
}

Hash Edge::root() const {
  if (peaks_.empty()) return empty_root();
  Hash root = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak)
    root = node_hash(*peak, root);
  return root;
}

Result<Hash> root_of(std::uint64_t size, const NodeHash& hash_of) {
  if (size == 0) return empty_root();
  return range_root(0, size, hash_of);
}

Result<std::vector<Hash>> prove_inclusion(std::uint64_t index, std::uint64_t size, const NodeHash& hash_of) {
  if (index >= size) return fail(Code{"proof_out_of_range"}, {std::to_string(index), std::to_string(size)});
  // PATH(m, D[n]) of the RFC, walked from the root down; the proof is told from the leaf up.
  std::vector<Hash> down;
  std::uint64_t first = 0;
  std::uint64_t count = size;
  while (count > 1) {
    const auto left = split_of(count);
    const bool is_left = index - first < left;
    MANARA_TRY(other, is_left ? range_root(first + left, count - left, hash_of) : range_root(first, left, hash_of));
    down.push_back(other);
    if (!is_left) first += left;
    count = is_left ? left : count - left;
  }
  return std::vector<Hash>(down.rbegin(), down.rend());
}

Result<std::vector<Hash>> prove_consistency(std::uint64_t older, std::uint64_t newer, const NodeHash& hash_of) {
  if (older > newer) return fail(Code{"proof_out_of_range"}, {std::to_string(older), std::to_string(newer)});
  if (older == 0 || older == newer) return std::vector<Hash>{};
  // SUBPROOF(m, D[n], b) of the RFC, walked down; b: whether what is left of the older tree began at its own first
  // leaf.
  std::vector<Hash> down;
  std::uint64_t first = 0;
  std::uint64_t count = newer;
  std::uint64_t rest = older;
  bool whole = true;
  while (rest != count) {
    const auto left = split_of(count);
    const bool is_left = rest <= left;
    MANARA_TRY(other, is_left ? range_root(first + left, count - left, hash_of) : range_root(first, left, hash_of));
    down.push_back(other);
    if (is_left) {
      count = left;
    } else {
      first += left;
      count -= left;
      rest -= left;
      whole = false;
    }
  }
  if (!whole) {
    MANARA_TRY(own, range_root(first, count, hash_of));
    down.push_back(own);
  }
  return std::vector<Hash>(down.rbegin(), down.rend());
}

bool is_included(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                 const Hash& root) {
  if (index >= size) return false;
  std::uint64_t number = index;
  std::uint64_t last = size - 1;
  Hash hash = leaf;
  for (const auto& step : proof) {
    if (last == 0) return false;
    if ((number & 1) != 0 || number == last) {
      hash = node_hash(step, hash);
      while ((number & 1) == 0 && number != 0) {
        number >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, step);
    }
    number >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool is_consistent(const Head& older, const Head& newer, std::span<const Hash> proof) {
  if (older.size > newer.size) return false;
  if (older.size == newer.size) return proof.empty() && older.root == newer.root;
  if (older.size == 0) return false;
  std::uint64_t number = older.size - 1;
  std::uint64_t last = newer.size - 1;
  while ((number & 1) != 0) {
    number >>= 1;
    last >>= 1;
  }
  // An older tree that is one complete subtree stands for its own first step.
  const bool is_complete = std::has_single_bit(older.size);
  if (proof.empty() && !is_complete) return false;
  Hash was = is_complete ? older.root : proof.front();
  Hash is = was;
  for (const auto& step : proof.subspan(is_complete ? 0 : 1)) {
    if (last == 0) return false;
    if ((number & 1) != 0 || number == last) {
      was = node_hash(step, was);
      is = node_hash(step, is);
      while ((number & 1) == 0 && number != 0) {
        number >>= 1;
        last >>= 1;
      }
    } else {
      is = node_hash(is, step);
    }
    number >>= 1;
    last >>= 1;
  }
  return last == 0 && was == older.root && is == newer.root;
}

}  // namespace manara::ledger
