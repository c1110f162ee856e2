/// One statement of a reader, put to the database in several ways that say the same: what it goes through first follows
/// from how much the reader sees, what it looks for and what it narrows by. A database that plans anew for each
/// question would find out by itself; SQLite plans once, from the text.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/value.h"

namespace manara::store {

/// How much the reader sees. Wide: more scopes than are worth going through; each row is asked whose it is.
enum class Sight : std::uint8_t { one, narrow, wide };

/// How what is looked for is found. Nothing: it looks for nothing. Few: what was found is gone through. Some: rows are
/// gone through in their order and asked whether they were found. Many: each row's words are read.
enum class Seek : std::uint8_t { nothing, few, some, many };

struct Way {
  Sight sight = Sight::wide;
  Seek seek = Seek::nothing;
};

/// What {visible x}, {found x} and {counted} stand for: "visible", "visible one", "found", …; {} is x.
using Forms = std::map<std::string_view, std::string_view>;

class Variants {
 public:
  /// Error: sql_malformed ({0}: `name`): a form that there isn't.
  static Result<Variants> of(std::string_view name, std::string_view sql, const Forms& forms);

  /// Whether there is more than one way.
  [[nodiscard]] bool differ() const { return differ_; }
  /// Whether it asks whose a row is: {visible …}.
  [[nodiscard]] bool asks_whose() const { return asks_whose_; }
  /// Whether it is a total: {counted}.
  [[nodiscard]] bool counts() const { return counts_; }
  /// The alias whose column {found …} asks; "": it asks nothing, or asks it of several.
  [[nodiscard]] std::string_view searched() const { return searched_; }
  /// The text that says it in one way for all questions.
  [[nodiscard]] std::string plain() const;
  /// The text for a question of this kind. A condition that "($5 = '' OR …)" or "($3 = 0 OR …)" leaves open is left out
  /// where nobody asks for it, and stands alone where an index can answer it.
  [[nodiscard]] std::string text(Way way, std::span<const Value> values) const;

 private:
  enum class Kind : std::uint8_t { text, visible, found, optional };
  enum class Asks : std::uint8_t { position, equality, other };
  struct Piece {
    Kind kind = Kind::text;
    std::array<std::string, 4> texts{};  ///< by Sight (the last: plain) or Seek; of an optional one: as it is
                                         ///< written, and alone
    std::size_t parameter = 0;           ///< of an optional one: from 0
    Asks asks = Asks::other;
  };

  Status add_form(std::string_view name, std::string_view inside, const Forms& forms);
  [[nodiscard]] bool stands_alone(const Piece& piece, Way way) const;
  void add_text(std::string_view text);
  void add_found(std::string_view column, std::string_view many);

  std::vector<Piece> pieces_{};
  std::string searched_{};
  bool asks_several_ = false;
  bool has_order_ = false;
  bool counts_ = false;
  bool asks_whose_ = false;
  bool differ_ = false;
};

}  // namespace manara::store
