#include "formats/table/table.h"

#include <algorithm>

#include "base/strings.h"
#include "formats/table/json_rows.h"
#include "formats/table/text_rows.h"
#include "formats/table/xlsx.h"
#include "io/ahead.h"

namespace manara::formats::table {
namespace {

/// As base's trim, and Excel's no-break space.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view no_break = "\xC2\xA0";
  for (auto size = text.size() + 1; size != text.size();) {
    size = text.size();
    text = trim(text);
    take_prefix(text, no_break);
    take_suffix(text, no_break);
  }
  return text;
}

bool is_json(std::string_view head) {
  take_prefix(head, "\xEF\xBB\xBF");
  const auto begin = head.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && (head[begin] == '[' || head[begin] == '{');
}

/// Reads the rows of one table or sheet.
class TableReader {
 public:
  TableReader(const Wanted& wanted, Sink& sink) : headings_(wanted), sink_(sink) {}

  /// False where no row is the one with the headings: nothing was given to the sink then.
  Result<bool> read(RowSource& rows, std::string_view sheet);

  [[nodiscard]] std::uint64_t rows_seen() const { return rows_seen_; }
  [[nodiscard]] Error missing() const { return headings_.missing(seen_); }
  [[nodiscard]] const HeadingMatcher& headings() const { return headings_; }
  [[nodiscard]] bool sheet_was_blank() const { return blank_; }

 private:
  Result<bool> find_headings(RowSource& rows, std::string_view sheet);
  Status take(const RawRow& row, std::string_view sheet, Form form);
  [[nodiscard]] Message refusal_of(const RawRow& row, Form form) const;
  void note_seen(Cells cells);

  HeadingMatcher headings_;
  Sink& sink_;
  Columns columns_{};
  std::size_t width_ = 0;  // columns with a heading; 0: the table has none
  std::uint64_t rows_seen_ = 0;
  bool blank_ = true;
  std::vector<std::string> seen_{};  // the first row, for the sentence that says what was not found
};

void TableReader::note_seen(Cells cells) {
  blank_ = false;
  if (!seen_.empty()) return;
  for (std::size_t i = 0; i < std::min<std::size_t>(cells.size(), 50); ++i)
    seen_.emplace_back(trimmed(cells[i].text));
}

Result<bool> TableReader::find_headings(RowSource& rows, std::string_view sheet) {
  blank_ = true;
  for (std::size_t i = 0; i < heading_rows; ++i) {
    MANARA_TRY(row, rows.next());
    if (row == nullptr) return false;
    if (!row->refusal.code.empty()) continue;
    note_seen(row->cells);
    if (auto columns = headings_.match(row->cells, rows.form())) {
      columns_ = std::move(*columns);
      width_ = row->cells.size();
      while (width_ > 0 && trimmed(row->cells[width_ - 1].text).empty())
        --width_;
      MANARA_CHECK(sink_.found(columns_, row->cells.first(width_), sheet));
      return true;
    }
    if (auto columns = headings_.by_number()) {
      columns_ = std::move(*columns);
      width_ = 0;
      MANARA_CHECK(sink_.found(columns_, {}, sheet));
      MANARA_CHECK(take(*row, sheet, rows.form()));
      return true;
    }
  }
  return false;
}

/// Why the row can't be used, from its form alone.
Message TableReader::refusal_of(const RawRow& row, Form form) const {
  if (!row.refusal.code.empty()) return row.refusal;
  if (row.cells.size() > max_columns) return {Code{"table_too_many_columns"}, {std::to_string(max_columns)}};
  if (form == Form::text && width_ > 0 && row.cells.size() > width_) {
    const auto beyond = row.cells.subspan(width_);
    if (std::ranges::any_of(beyond, [](const Cell& cell) { return !trimmed(cell.text).empty(); }))
      return {Code{"table_row_too_long"}, {std::to_string(row.cells.size()), std::to_string(width_)}};
  }
  for (const auto column : columns_) {
    if (column >= row.cells.size()) continue;
    const auto kind = row.cells[column].kind;
    if (kind == CellKind::damaged) return {Code{"table_cell_damaged"}, {std::to_string(column + 1)}};
    if (kind == CellKind::no_value) return {Code{"table_formula_without_value"}, {std::to_string(column + 1)}};
  }
  return {};
}

Status TableReader::take(const RawRow& row, std::string_view sheet, Form form) {
  ++rows_seen_;
  auto refusal = refusal_of(row, form);
  if (refusal.code.empty()) return sink_.row(Row(row.line, sheet, columns_, row.cells));
  sink_.refused_row(row.line, std::move(refusal), sheet, row.cells);
  return {};
}

Result<bool> TableReader::read(RowSource& rows, std::string_view sheet) {
  MANARA_TRY(found, find_headings(rows, sheet));
  if (!found) return false;
  bool all_full = true;
  for (;;) {
    MANARA_TRY(row, rows.next());
    if (row == nullptr) return true;
    // A last line without its end that is shorter than all others was cut off: the rest of the list is missing too.
    const bool is_full = row->cells.size() >= width_ || !row->refusal.code.empty();
    if (!is_full && all_full && rows.maybe_cut()) return fail(Code{"table_truncated"}, {}, {.line = row->line});
    all_full = all_full && is_full;
    MANARA_CHECK(take(*row, sheet, rows.form()));
  }
}

Status read_workbook(std::string_view bytes, const Limits& limits, TableReader& reader, Sink& sink) {
  MANARA_TRY(book, Workbook::open(bytes, limits));
  const bool several = book->sheets().size() > 1;
  bool any = false;
  std::vector<std::string_view> passed;
  for (const auto& sheet : book->sheets()) {
    MANARA_TRY(rows, book->rows(sheet));
    MANARA_TRY(found, reader.read(*rows, several ? std::string_view(sheet.name) : std::string_view{}));
    any = any || found;
    if (!found && !reader.sheet_was_blank()) passed.push_back(sheet.name);
  }
  if (!any) return std::unexpected(reader.missing());
  for (const auto name : passed)
    sink.refused(0, {Code{"table_sheet_without_headings"}, {std::string(name)}}, name);
  return {};
}

Status read_rows(RowSource& rows, TableReader& reader) {
  MANARA_TRY(found, reader.read(rows, {}));
  if (!found) return std::unexpected(reader.missing());
  return {};
}

Status read_json(io::Stream& text, const Limits& limits, TableReader& reader) {
  MANARA_TRY(input, io::WholeInput::read(text, limits.document_bytes));
  MANARA_TRY(rows, JsonRows::open(input.bytes(), limits));
  return read_rows(*rows, reader);
}

Status read_text(io::Ahead& bytes, const Wanted& wanted, const Limits& limits, TableReader& reader) {
  MANARA_TRY(head, bytes.peek(probe_bytes));
  const auto start = head.substr(0, probe_bytes);
  Decoded decoded(bytes, wanted.mapping.encoding.value_or(text::detect_encoding(start)));
  io::Ahead text(decoded);
  MANARA_TRY(peeked, text.peek(probe_bytes));
  const auto text_head = peeked.substr(0, probe_bytes);
  if (is_json(text_head)) return read_json(text, limits, reader);
  TextRows rows(text, separator_of(text_head, reader.headings()), limits);
  return read_rows(rows, reader);
}

}  // namespace

Status Sink::found(const Columns&, Cells, std::string_view) {
  return {};
}

void Sink::refused_row(std::uint64_t line, Message reason, std::string_view sheet, Cells) {
  refused(line, std::move(reason), sheet);
}

std::string_view Row::operator[](std::size_t field) const {
  const auto column = (*columns_)[field];
  return column < cells_.size() ? trimmed(cells_[column].text) : std::string_view{};
}

CellKind Row::kind(std::size_t field) const {
  const auto column = (*columns_)[field];
  return column < cells_.size() ? cells_[column].kind : CellKind::text;
}

Status read(io::Stream& stream, const Wanted& wanted, const Limits& limits, Sink& sink) {
  TableReader reader(wanted, sink);
  io::Ahead bytes(stream);
  MANARA_TRY(head, bytes.peek(probe_bytes));
  if (is_workbook(head)) {
    MANARA_TRY(input, io::WholeInput::read(bytes, limits.document_bytes));
    MANARA_CHECK(read_workbook(input.bytes(), limits, reader, sink));
  } else {
    MANARA_CHECK(read_text(bytes, wanted, limits, reader));
  }
  if (reader.rows_seen() == 0) return fail(Code{"table_no_rows"});
  return {};
}

bool looks_like(const Probe& probe, const Wanted& wanted) {
  if (is_workbook(probe.head)) return true;
  const auto encoding = wanted.mapping.encoding.value_or(text::detect_encoding(probe.head));
  const bool wide = encoding == text::Encoding::utf16le || encoding == text::Encoding::utf16be;
  if (!wide && probe.head.find('\0') != std::string_view::npos) return false;  // a program, a picture
  const auto text = text::to_utf8(probe.head, encoding);
  const HeadingMatcher headings(wanted);
  if (is_json(text)) return headings.match(member_names(text), Form::json).has_value();
  const auto stream = io::from_memory(text);
  TextRows rows(*stream, separator_of(text, headings), {});
  for (std::size_t i = 0; i < heading_rows; ++i) {
    const auto row = rows.next();
    if (!row || *row == nullptr) return false;
    if (headings.match((*row)->cells, Form::text)) return true;
  }
  return false;
}

}  // namespace manara::formats::table
