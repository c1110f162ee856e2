#include "products/trie.h"

#include <algorithm>

#include "products/words.h"

namespace manara::products {
namespace {

std::uint64_t key(std::uint32_t node, std::uint32_t edge) { return (std::uint64_t{node} << 32) | edge; }

}  // namespace

/// What a walk carries along; its depth is that of the longest pattern, max_pieces.
struct Trie::Walk {
  std::span<const std::string> words;
  std::vector<std::uint32_t> ids{};
  std::vector<Hit> hits{};
};

Trie::Node Trie::child(Node parent, std::uint32_t edge) {
  const auto [at, added] = edges_.try_emplace(key(parent, edge), static_cast<Node>(rows_.size()));
  if (added) rows_.emplace_back();
  return at->second;
}

Trie::Node Trie::follow(Node parent, std::uint32_t edge) const {
  const auto found = edges_.find(key(parent, edge));
  return found == edges_.end() ? no_node : found->second;
}

void Trie::add(const Sequence& sequence, Row row) {
  Node node = 0;
  for (const auto& piece : sequence) {
    auto edge = piece.kind == Piece::Kind::version ? version_edge : number_edge;
    if (piece.kind == Piece::Kind::word) {
      const auto next = static_cast<std::uint32_t>(word_ids_.size()) + unknown_word + 1;
      edge = word_ids_.try_emplace(piece.word, next).first->second;
    }
    node = child(node, edge);
  }
  auto& ends = rows_[node];
  if (std::find(ends.begin(), ends.end(), row) == ends.end()) ends.push_back(row);
}

void Trie::walk(Walk& walk, Node node, Hit hit) const {
  if (!rows_[node].empty()) {
    hit.rows = rows_[node];
    walk.hits.push_back(hit);
  }
  if (hit.words >= walk.words.size()) return;
  const std::string& word = walk.words[hit.words];
  auto after = hit;
  ++after.words;
  if (const auto next = follow(node, walk.ids[hit.words]); next != no_node) {
    auto literal = after;
    ++literal.literal;
    this->walk(walk, next, literal);
  }
  if (const auto next = follow(node, number_edge); next != no_node && is_number(word)) {
    auto number = after;
    if (number.number.empty()) number.number = word;
    this->walk(walk, next, number);
  }
  if (const auto next = follow(node, version_edge); next != no_node && looks_like_version(word)) {
    auto version = after;
    if (version.version.empty()) version.version = word;
    this->walk(walk, next, version);
  }
}

std::vector<Trie::Hit> Trie::find(std::span<const std::string> words) const {
  Walk state{words};
  for (std::size_t i = 0; i < words.size() && i < max_pieces; ++i) {
    const auto found = word_ids_.find(words[i]);
    state.ids.push_back(found == word_ids_.end() ? unknown_word : found->second);
  }
  state.words = words.first(state.ids.size());
  walk(state, 0, {});
  std::stable_sort(state.hits.begin(), state.hits.end(), [](const Hit& a, const Hit& b) {
    return a.words != b.words ? a.words > b.words : a.literal > b.literal;
  });
  return std::move(state.hits);
}

}  // namespace manara::products
