#include "formats/table/text_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace manara::formats::table {
namespace {

constexpr std::size_t chunk = 64 << 10;
constexpr std::array<char, 4> separators{',', ';', '\t', '|'};

/// Excel reads and writes "sep=;" as the first line.
std::optional<char> stated_separator(std::string_view head) {
  take_prefix(head, "\xEF\xBB\xBF");
  const auto line = head.substr(0, head.find_first_of("\r\n"));
  if (line.size() != 5 || !iequals(line.substr(0, 4), "sep=")) return std::nullopt;
  return line[4];
}

Limits row_limits(const Limits& limits) {
  auto own = limits;
  own.record_bytes = std::min(limits.record_bytes, max_row_bytes);
  return own;
}

/// What a separator makes of the head: the headings that are known, and the columns, of the best row.
struct Score {
  bool headings = false;
  std::size_t known = 0, columns = 0;
  auto operator<=>(const Score&) const = default;
};

Score score_of(std::string_view head, char separator, const HeadingMatcher& headings) {
  Score best;
  const auto stream = io::from_memory(head);
  TextRows rows(*stream, separator, {});
  for (std::size_t i = 0; i < heading_rows; ++i) {
    const auto row = rows.next();
    if (!row || *row == nullptr) break;
    const auto cells = (*row)->cells;
    if (cells.size() > max_columns) continue;
    best = std::max(best, Score{headings.match(cells, Form::text).has_value(), headings.known(cells), cells.size()});
  }
  return best;
}

}  // namespace

Decoded::Decoded(io::Stream& bytes, text::Encoding encoding) : bytes_(bytes), decoder_(encoding) {
  if (encoding != text::Encoding::utf8) return;
  const auto whole = bytes.whole();
  if (whole && is_utf8(*whole)) whole_ = whole;
}

Result<std::size_t> Decoded::read(std::span<char> buffer) {
  while (at_ == text_.size() && !at_end_) {
    raw_.resize(chunk);
    MANARA_TRY(count, bytes_.read(std::span(raw_)));
    text_.clear();
    at_ = 0;
    if (count == 0) {
      at_end_ = true;
      decoder_.finish(text_);
    } else {
      decoder_.decode(std::string_view(raw_).substr(0, count), text_);
    }
  }
  const auto count = std::min(buffer.size(), text_.size() - at_);
  std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(at_), count, buffer.begin());
  at_ += count;
  return count;
}

TextRows::TextRows(io::Stream& text, char separator, const Limits& limits)
    : rows_(text, separator, row_limits(limits), csv::OpenQuote::breaks_row) {}

Result<const RawRow*> TextRows::next() {
  for (;;) {
    MANARA_TRY(fields, rows_.next());
    if (!fields) return nullptr;
    const auto head = fields->empty() ? std::string_view{} : fields->front();
    const bool preamble = std::exchange(first_, false) && (head.starts_with("#TYPE ") || head.starts_with("sep="));
    const bool blank = std::ranges::all_of(*fields, [](std::string_view field) { return trim(field).empty(); });
    if (preamble || (blank && !fields->empty())) continue;
    if (rows_.defect() == csv::Defect::cut_off) return fail(Code{"table_truncated"}, {}, {.line = rows_.line()});
    cells_.clear();
    for (const auto field : *fields)
      cells_.push_back({field, CellKind::text});
    if (rows_.defect() == csv::Defect::open_quote) cells_.push_back({rows_.broken_line(), CellKind::text});
    row_ = {rows_.line(), cells_, {}};
    if (rows_.defect() == csv::Defect::open_quote) row_.refusal = {Code{"table_open_quote"}, {}};
    return &row_;
  }
}

char separator_of(std::string_view head, const HeadingMatcher& headings) {
  if (const auto stated = stated_separator(head)) return *stated;
  char best = separators.front();
  Score score;
  for (const auto candidate : separators) {
    const auto found = score_of(head, candidate, headings);
    if (found > score) {
      score = found;
      best = candidate;
    }
  }
  return best;
}

}  // namespace manara::formats::table
