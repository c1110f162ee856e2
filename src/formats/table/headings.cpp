#include "formats/table/headings.h"

#include <algorithm>

#include "base/utf8.h"

namespace manara::formats::table {
namespace {

/// A heading is a few words; a cell that is longer is none, and folding it would cost time on every candidate.
constexpr std::size_t longest_heading = 200;

/// Latin letters with marks, from U+00C0 to U+017F, as the letter without; '?' is none of them.
constexpr std::string_view latin =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"  // U+00C0
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"  // U+0100
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin.size() == 0x180 - 0xC0);

char32_t fold(char32_t c) {
  if (c < 0x80) return static_cast<char32_t>(to_lower(static_cast<char>(c)));
  if (c >= 0xC0 && c < 0x180) {
    const char letter = latin[c - 0xC0];
    return letter == '?' ? U'\0' : static_cast<char32_t>(letter);
  }
  switch (c) {
    case 0x0622:  // alef with madda
    case 0x0623:  // with hamza above
    case 0x0625:  // with hamza below
    case 0x0671:  // wasla
      return 0x0627;
    case 0x0649:  // alef maksura
    case 0x06CC:  // Farsi yeh
      return 0x064A;
    case 0x0629:  // teh marbuta
      return 0x0647;
    case 0x06A9:  // keheh
      return 0x0643;
    default: return c;
  }
}

/// Signs that are no letters: accents that stand alone, vowel signs, tatweel, blanks, punctuation, marks of direction.
bool is_left_out(char32_t c) {
  if (c < 0x80) return !is_alnum(static_cast<char>(c));
  return c == 0 || c < 0xC0 || (c >= 0x0300 && c <= 0x036F) || (c >= 0x0600 && c <= 0x061F) || c == 0x0640 ||
         (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x2000 && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

void append(char32_t c, std::string& out) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (c >> 6U)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (c >> 12U)));
    out.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xF0U | (c >> 18U)));
    out.push_back(static_cast<char>(0x80U | ((c >> 12U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  }
}

std::vector<std::string> folded(Cells row) {
  std::vector<std::string> out;
  out.reserve(row.size());
  for (const auto& cell : row)
    out.push_back(fold_heading(cell.text));
  return out;
}

}  // namespace

std::string fold_heading(std::string_view text) {
  std::string out;
  if (text.size() > longest_heading) return out;
  while (!text.empty()) {
    const auto length = utf8_length(text);
    if (length > 0) {
      const auto c = fold(utf8_decode(text, length));
      if (!is_left_out(c)) append(c, out);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

HeadingMatcher::HeadingMatcher(const Wanted& wanted) : wanted_(wanted) {
  for (const auto& column : wanted.mapping.columns) {
    any_mapped_ = any_mapped_ || column;
    any_by_heading_ = any_by_heading_ || (column && column->number == 0);
  }
  for (std::size_t field = 0; field < wanted.fields.size(); ++field) {
    std::size_t rank = 0;
    for (const auto heading : split(wanted.fields[field].headings, '|'))
      places_.try_emplace(fold_heading(heading), Place{field, rank++});
  }
}

bool HeadingMatcher::mapped(std::size_t field) const {
  return field < wanted_.mapping.columns.size() && wanted_.mapping.columns[field].has_value();
}

/// False where a heading that the mapping names is not in this row.
bool HeadingMatcher::take_mapped(const std::vector<std::string>& row, Columns& columns) const {
  for (std::size_t field = 0; field < wanted_.fields.size(); ++field) {
    if (!mapped(field)) continue;
    const auto& column = *wanted_.mapping.columns[field];
    if (column.number > 0) {
      columns[field] = column.number - 1;
      continue;
    }
    const auto found = std::ranges::find(row, fold_heading(column.heading));
    if (found == row.end()) return false;
    columns[field] = static_cast<std::size_t>(found - row.begin());
  }
  return true;
}

/// Fields that aren't mapped, by headings that are known; a column serves one field.
void HeadingMatcher::take_known(const std::vector<std::string>& row, Columns& columns) const {
  const Columns taken = columns;
  std::vector<std::size_t> ranks(columns.size(), no_column);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto place = places_.find(row[i]);
    if (place == places_.end()) continue;
    const auto [field, rank] = place->second;
    if (mapped(field) || rank >= ranks[field] || std::ranges::find(taken, i) != taken.end()) continue;
    columns[field] = i;
    ranks[field] = rank;
  }
}

/// Whether a cell of one of these columns is a heading: else the row is the first of a table without headings.
bool HeadingMatcher::any_known(const std::vector<std::string>& row, const Columns& columns) const {
  return std::ranges::any_of(columns,
                             [&](std::size_t column) { return column < row.size() && places_.contains(row[column]); });
}

std::optional<Columns> HeadingMatcher::match(Cells row, Form form) const {
  if (row.size() > max_columns) return std::nullopt;
  const auto texts = folded(row);
  Columns columns(wanted_.fields.size(), no_column);
  if (!take_mapped(texts, columns)) return std::nullopt;
  if (any_mapped_ && !any_by_heading_ && !any_known(texts, columns)) return std::nullopt;
  take_known(texts, columns);
  const bool found = any_mapped_ ? wanted_.usable(columns) : wanted_.certain(columns, row, form);
  return found ? std::optional(std::move(columns)) : std::nullopt;
}

std::optional<Columns> HeadingMatcher::by_number() const {
  Columns columns(wanted_.fields.size(), no_column);
  if (!any_mapped_ || any_by_heading_ || !take_mapped({}, columns) || !wanted_.usable(columns)) return std::nullopt;
  return columns;
}

std::size_t HeadingMatcher::known(Cells row) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(row, [this](const Cell& cell) { return places_.contains(fold_heading(cell.text)); }));
}

Error HeadingMatcher::missing(const std::vector<std::string>& seen) const {
  std::string list;
  for (const auto& heading : seen) {
    if (heading.empty()) continue;
    if (list.size() + heading.size() > longest_heading) {
      list += list.empty() ? "…" : ", …";
      break;
    }
    list += (list.empty() ? "" : ", ") + heading;
  }
  for (std::size_t field = 0; field < wanted_.fields.size(); ++field) {
    if (!mapped(field) || wanted_.mapping.columns[field]->number > 0) continue;
    const auto& heading = wanted_.mapping.columns[field]->heading;
    const auto wanted = fold_heading(heading);
    if (std::ranges::none_of(seen, [&](const std::string& text) { return fold_heading(text) == wanted; }))
      return {Code{"table_column_missing"}, {heading, list}, {}};
  }
  return {Code{"table_no_headings"}, {list}, {}};
}

}  // namespace manara::formats::table
