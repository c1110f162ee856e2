#include "products/trie.h"

#include <algorithm>
#include <array>

#include "products/words.h"

namespace manara::products {
namespace {

std::uint64_t key(std::uint32_t node, std::uint32_t edge) {
  return (std::uint64_t{node} << 32) | edge;
}

}  // namespace

/// What a walk carries along; its depth is that of the longest pattern, max_pieces.
struct Trie::Walk {
  std::span<const std::string> words;
  std::array<std::uint32_t, max_pieces> ids{};
  std::vector<Hit> hits{};
};

Trie::Node Trie::add_point() {
  points_.emplace_back();
  return static_cast<Node>(points_.size() - 1);
}

Trie::Node Trie::child(Node parent, const Piece& piece) {
  if (piece.kind != Piece::Kind::word) {
    const auto slot = static_cast<std::size_t>(piece.kind) - 1;
    if (points_[parent].slots[slot] == no_node) {
      const auto made = add_point();
      points_[parent].slots[slot] = made;
    }
    return points_[parent].slots[slot];
  }
  const auto next_word = static_cast<std::uint32_t>(word_ids_.size()) + unknown_word + 1;
  const auto word = word_ids_.try_emplace(piece.word, next_word).first->second;
  const auto [at, added] = edges_.try_emplace(key(parent, word), no_node);
  if (added) at->second = add_point();
  return at->second;
}

Trie::Node Trie::follow(Node parent, std::uint32_t word) const {
  const auto found = edges_.find(key(parent, word));
  return found == edges_.end() ? no_node : found->second;
}

void Trie::add(const Sequence& sequence, Row row) {
  Node node = 0;
  for (const auto& piece : sequence)
    node = child(node, piece);
  auto& rows = points_[node].rows;
  if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
}

void Trie::walk(Walk& walk, Node node, Hit hit) const {
  const auto& point = points_[node];
  if (!point.rows.empty()) {
    hit.rows = point.rows;
    walk.hits.push_back(hit);
  }
  if (hit.words >= walk.words.size()) return;
  const std::string& word = walk.words[hit.words];
  const auto id = walk.ids[hit.words];
  const auto [version, number, any] = point.slots;
  ++hit.words;
  if (const auto next = id == unknown_word ? no_node : follow(node, id); next != no_node) {
    auto literal = hit;
    ++literal.literal;
    this->walk(walk, next, literal);
  }
  if (number != no_node && is_number(word)) {
    auto taken = hit;
    if (taken.number.empty()) taken.number = word;
    this->walk(walk, number, taken);
  }
  if (version != no_node && looks_like_version(word)) {
    auto taken = hit;
    if (taken.version.empty()) taken.version = word;
    this->walk(walk, version, taken);
  }
  if (any != no_node && word != "(" && word != ")") this->walk(walk, any, hit);
}

std::vector<Trie::Hit> Trie::find(std::span<const std::string> words) const {
  Walk state{words.first(std::min(words.size(), max_pieces))};
  for (std::size_t i = 0; i < state.words.size(); ++i) {
    const auto found = word_ids_.find(state.words[i]);
    state.ids[i] = found == word_ids_.end() ? unknown_word : found->second;
  }
  walk(state, 0, {});
  std::sort(state.hits.begin(), state.hits.end(), [](const Hit& a, const Hit& b) {
    if (a.words != b.words) return a.words > b.words;
    return a.literal != b.literal ? a.literal > b.literal : a.rows.front() < b.rows.front();
  });
  return std::move(state.hits);
}

}  // namespace manara::products
