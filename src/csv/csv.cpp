// One lost quote must cost one row and not the rest of a list. A broken row gives its lines back, and they are read
// again as rows of their own. That stays linear: a line that lay inside an open quote has only doubled quotes, so it
// opens none when it is read again, up to the line where the row turned out to be broken.
#include "csv/csv.h"

#include "base/strings.h"

namespace manara::csv {

Rows::Rows(io::Stream& stream, char separator, const Limits& limits, OpenQuote open_quote)
    : lines_(stream, limits.record_bytes),
      separator_(separator),
      max_row_(limits.record_bytes),
      open_quote_(open_quote) {}

Result<std::optional<std::string_view>> Rows::next_line() {
  if (again_at_ < again_.size()) {
    const auto end = again_.find('\n', again_at_);
    const auto line = std::string_view(again_).substr(again_at_, end - again_at_);
    again_at_ = end + 1;
    ++number_;
    return line;
  }
  MANARA_TRY(line, lines_.next());
  if (!line) return std::nullopt;
  ++number_;
  auto text = *line;
  if (number_ == 1) take_prefix(text, "\xEF\xBB\xBF");
  return text;
}

/// Follows the quotes of one more line of the row; false where a field that goes on over lines ends in the middle of
/// another text, so that its own quote is lost.
bool Rows::scan(std::string_view text) {
  spans_lines_ = quoted_;
  for (;;) {
    if (quoted_) {
      const auto quote = text.find('"');
      if (quote == std::string_view::npos) return true;
      text.remove_prefix(quote + 1);
      if (take_prefix(text, "\"")) continue;
      quoted_ = false;
      const bool ends_field = text.empty() || text.front() == separator_;
      if (spans_lines_ && !ends_field && open_quote_ == OpenQuote::breaks_row) return false;
      spans_lines_ = false;
    } else if (take_prefix(text, "\"")) {
      quoted_ = true;
      continue;
    }
    const auto end = text.find(separator_);
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

/// The row is its first line; those after it are read again.
void Rows::break_row(bool at_end) {
  const auto end = row_.find('\n');
  defect_ = at_end && end == std::string::npos && !lines_.line_ended() ? Defect::cut_off : Defect::open_quote;
  std::string again;
  if (end != std::string::npos) again = row_.substr(end + 1) + "\n";
  again.append(again_, again_at_);
  again_ = std::move(again);
  again_at_ = 0;
  number_ = first_line_;
  quoted_ = false;
}

/// Gathers lines until no quote is open; false at the end.
Result<bool> Rows::read_row() {
  row_.clear();
  quoted_ = false;
  defect_ = Defect::none;
  for (;;) {
    MANARA_TRY(line, next_line());
    if (!line) break;
    if (row_.empty() && !quoted_) {
      if (trim(*line).empty()) continue;
      first_line_ = number_;
    } else {
      row_.push_back('\n');
    }
    row_.append(*line);
    if (row_.size() > max_row_)
      return fail(Code{"record_too_large"}, {std::to_string(max_row_)}, {.line = first_line_});
    const bool sound = scan(*line);
    if (sound && !quoted_) return true;
    if (!sound || (open_quote_ == OpenQuote::breaks_row && row_.size() > max_quoted_bytes)) {
      break_row(false);
      return true;
    }
  }
  if (!quoted_) return false;
  if (open_quote_ == OpenQuote::is_error) return fail(Code{"csv_quote_open"}, {}, {.line = first_line_});
  break_row(true);
  return true;
}

void Rows::take_fields() {
  fields_.clear();
  ends_.clear();
  std::string_view rest = row_;
  for (;;) {
    if (take_prefix(rest, "\"")) {
      for (;;) {
        const auto quote = rest.find('"');
        fields_.append(rest.substr(0, quote));
        rest.remove_prefix(quote == std::string_view::npos ? rest.size() : quote + 1);
        if (!take_prefix(rest, "\"")) break;
        fields_.push_back('"');  // a doubled quote is one
      }
    }
    const auto end = rest.find(separator_);
    fields_.append(rest.substr(0, end));
    ends_.push_back(fields_.size());
    if (end == std::string_view::npos) return;
    rest.remove_prefix(end + 1);
  }
}

Result<std::optional<std::span<const std::string_view>>> Rows::next() {
  MANARA_TRY(more, read_row());
  if (!more) return std::nullopt;
  views_.clear();
  if (defect_ != Defect::none) return std::span<const std::string_view>(views_);
  take_fields();
  std::size_t start = 0;
  for (const auto end : ends_) {
    views_.push_back(std::string_view(fields_).substr(start, end - start));
    start = end;
  }
  return std::span<const std::string_view>(views_);
}

}  // namespace manara::csv
