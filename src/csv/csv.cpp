#include "csv/csv.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::csv {

Rows::Rows(io::Stream& stream, char separator, const Limits& limits)
    : lines_(stream, limits.record_bytes), separator_(separator), max_row_(limits.record_bytes) {}

/// Gathers lines until no quote is open; false at the end.
Result<bool> Rows::read_row() {
  row_.clear();
  bool open = false;
  for (;;) {
    MANARA_TRY(line, lines_.next());
    if (!line) break;
    auto text = *line;
    if (lines_.number() == 1) take_prefix(text, "\xEF\xBB\xBF");
    if (row_.empty() && !open) {
      if (trim(text).empty()) continue;
      first_line_ = lines_.number();
    } else {
      row_.push_back('\n');
    }
    row_.append(text);
    if (std::ranges::count(text, '"') % 2 != 0) open = !open;
    if (row_.size() > max_row_) return fail(Code{"record_too_large"}, {std::to_string(max_row_)}, {.line = first_line_});
    if (!open) return true;
  }
  if (open) return fail(Code{"csv_quote_open"}, {}, {.line = first_line_});
  return false;
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
  take_fields();
  views_.clear();
  std::size_t start = 0;
  for (const auto end : ends_) {
    views_.push_back(std::string_view(fields_).substr(start, end - start));
    start = end;
  }
  return std::span<const std::string_view>(views_);
}

}  // namespace manara::csv
