#include "products/pattern.h"

#include <algorithm>

#include "base/strings.h"
#include "products/words.h"

namespace manara::products {
namespace {

constexpr int max_nesting = 4;

/// Reads a pattern by recursive descent; the nesting is limited.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern), rest_(pattern) {}

  Result<std::vector<Sequence>> read() {
    auto all = choices(0);
    if (all && !rest_.empty()) return broken();  // a closing bracket too many
    return all;
  }

 private:
  using Sequences = std::vector<Sequence>;

  [[nodiscard]] std::unexpected<Error> broken() const {
    return fail(Code{"products_pattern"}, {std::string(pattern_)});
  }

  /// "a b|c": up to a closing bracket or the end.
  Result<Sequences> choices(int depth) {
    if (depth > max_nesting) return broken();
    Sequences all;
    for (;;) {
      MANARA_TRY(one, sequence(depth));
      std::move(one.begin(), one.end(), std::back_inserter(all));
      if (all.size() > max_sequences) return too_wide();
      if (!take_prefix(rest_, "|")) return all;
    }
  }

  [[nodiscard]] std::unexpected<Error> too_wide() const {
    return fail(Code{"products_pattern_wide"}, {std::string(pattern_), std::to_string(max_sequences)});
  }

  Result<Sequences> sequence(int depth) {
    Sequences made(1);
    for (;;) {
      rest_ = rest_.substr(std::min(rest_.find_first_not_of(' '), rest_.size()));
      if (rest_.empty() || rest_.front() == '|' || rest_.front() == ']' || rest_.front() == '}') return made;
      MANARA_TRY(next, item(depth));
      if (made.size() * next.size() > max_sequences) return too_wide();
      Sequences longer;
      for (const auto& head : made) {
        for (const auto& tail : next) {
          longer.push_back(head);
          longer.back().insert(longer.back().end(), tail.begin(), tail.end());
          if (longer.back().size() > max_pieces) return broken();
        }
      }
      made = std::move(longer);
    }
  }

  Result<Sequences> item(int depth) {
    if (take_prefix(rest_, "{version}")) return Sequences{{Piece{Piece::Kind::version, {}}}};
    if (take_prefix(rest_, "{n}")) return Sequences{{Piece{Piece::Kind::number, {}}}};
    if (take_prefix(rest_, "{word}")) return Sequences{{Piece{Piece::Kind::any, {}}}};
    if (take_prefix(rest_, "[")) {
      MANARA_TRY(all, choices(depth + 1));
      if (!take_prefix(rest_, "]")) return broken();
      all.emplace_back();
      return std::move(all);
    }
    if (take_prefix(rest_, "{")) {
      MANARA_TRY(all, choices(depth + 1));
      if (!take_prefix(rest_, "}") || all.size() < 2) return broken();  // one choice is a misspelt slot
      return std::move(all);
    }
    return word();
  }

  Result<Sequences> word() {
    const auto text = rest_.substr(0, std::min(rest_.find_first_of(" []{}|"), rest_.size()));
    rest_.remove_prefix(text.size());
    Sequence pieces;
    for (auto& piece : words_of(text))
      pieces.push_back({Piece::Kind::word, std::move(piece)});
    if (pieces.empty()) return broken();
    return Sequences{std::move(pieces)};
  }

  std::string_view pattern_;
  std::string_view rest_;
};

}  // namespace

Result<std::vector<Sequence>> expand(std::string_view pattern) {
  auto all = Reader{pattern}.read();
  if (!all) return all;
  const auto empty = [](const Sequence& sequence) { return sequence.empty(); };
  if (std::any_of(all->begin(), all->end(), empty)) return fail(Code{"products_pattern"}, {std::string(pattern)});
  return all;
}

}  // namespace manara::products
