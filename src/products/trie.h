/// All patterns as one tree of words, so that a name is compared with thousands of them in one walk: a hash look-up a
/// word, whatever the number of patterns.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/strings.h"
#include "products/pattern.h"

namespace manara::products {

class Trie {
 public:
  using Row = std::uint32_t;

  /// One way to read the head of a name.
  struct Hit {
    std::size_t words = 0;       ///< how many the pattern took
    std::size_t literal = 0;     ///< how many of them as written; the rest through slots
    std::string_view version{};  ///< taken by {version}
    std::string_view number{};   ///< taken by {n}: the first one
    std::span<const Row> rows{};
  };

  void add(const Sequence& sequence, Row row);

  /// All patterns that fit the head of `words`, longest first, then those with more words as written, then
  /// in the table's order. The views point into `words`.
  [[nodiscard]] std::vector<Hit> find(std::span<const std::string> words) const;

 private:
  using Node = std::uint32_t;
  struct Walk;

  Node child(Node parent, const Piece& piece);
  Node add_point();
  [[nodiscard]] Node follow(Node parent, std::uint32_t word) const;
  void walk(Walk& walk, Node node, Hit hit) const;

  /// A node has few edges to slots, mostly none: they stand in it, not in the hash table.
  struct Point {
    std::vector<Row> rows{};      ///< the patterns that end here, in the table's order
    std::array<Node, 3> slots{};  ///< by Piece::Kind, `word` aside; no_node: none
  };

  static constexpr Node no_node = 0;                ///< the root is nobody's child
  static constexpr std::uint32_t unknown_word = 0;  ///< has no edge anywhere

  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> word_ids_{};
  std::unordered_map<std::uint64_t, Node> edges_{};
  std::vector<Point> points_{1};  ///< by node
};

}  // namespace manara::products
