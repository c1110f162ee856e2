/// The pattern language of content/products (docs/products.md):
///   mozilla firefox [esr]       words; [ … ] may be absent
///   {teamviewer|team viewer} 15 { … | … } one of; [ … | … ] one of or none
///   foxit {version}             a word that looks like a version; taken as the version
///   tomcat {version} {word}     any one word
///   exchange server {n}         a number, which a product's name may repeat: "Microsoft Exchange Server {n}"
/// What may follow the last word (versions, architectures, languages) need not be written: products/tail.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manara::products {

struct Piece {
  enum class Kind : std::uint8_t { word, version, number, any };
  Kind kind = Kind::word;
  std::string word{};
  bool operator==(const Piece&) const = default;
};
using Sequence = std::vector<Piece>;

/// All sequences of words that a pattern stands for. Errors: products_pattern (brackets that don't close, an unknown
/// slot, nothing left when every option is absent), products_pattern_wide (more than max_sequences).
Result<std::vector<Sequence>> expand(std::string_view pattern);

inline constexpr std::size_t max_sequences = 512;
inline constexpr std::size_t max_pieces = 24;  ///< of one sequence

}  // namespace manara::products
