/// Headings of columns, in whatever writing: "Display Name", "DISPLAYNAME" and "display_name" are one, as are "Éditeur"
/// and "editeur", "الإصدار" and "الاصدار". Inside formats/table only.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/strings.h"
#include "formats/table/table.h"

namespace manara::formats::table {

/// Letters and digits only: without case, accents, Arabic vowel signs, spaces, punctuation and marks of direction;
/// alef, yeh and teh marbuta in one form each.
std::string fold_heading(std::string_view text);

/// Finds the columns of the wanted fields in a row of headings.
class HeadingMatcher {
 public:
  /// `wanted` must outlive it.
  explicit HeadingMatcher(const Wanted& wanted);

  /// nullopt: this row is not the one with the headings.
  [[nodiscard]] std::optional<Columns> match(Cells row, Form form) const;
  /// The columns by number alone, where the mapping names no heading, so that a table without headings can be read.
  [[nodiscard]] std::optional<Columns> by_number() const;
  /// How many cells are headings that are known.
  [[nodiscard]] std::size_t known(Cells row) const;
  /// Why no row was taken for the headings; `seen`: the table's first row.
  [[nodiscard]] Error missing(const std::vector<std::string>& seen) const;

 private:
  struct Place {
    std::size_t field = 0, rank = 0;
  };
  bool take_mapped(const std::vector<std::string>& row, Columns& columns) const;
  void take_known(const std::vector<std::string>& row, Columns& columns) const;
  [[nodiscard]] bool any_known(const std::vector<std::string>& row, const Columns& columns) const;
  [[nodiscard]] bool mapped(std::size_t field) const;

  const Wanted& wanted_;
  bool any_mapped_ = false;
  bool any_by_heading_ = false;
  std::unordered_map<std::string, Place, TextHash, std::equal_to<>> places_{};  // by folded heading
};

}  // namespace manara::formats::table
