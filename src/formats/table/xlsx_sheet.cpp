// A sheet is read as it streams by: one row is held at a time, whatever the number of rows.
#include <algorithm>

#include "base/strings.h"
#include "formats/table/xlsx.h"

namespace manara::formats::table {
namespace {

/// "AB12" → 27; nullopt where the reference is none.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  while (letters < reference.size() && letters < 4 && is_upper(reference[letters]))
    column = column * 26 + static_cast<std::size_t>(reference[letters++] - 'A' + 1);
  if (letters == 0 || letters > 3) return std::nullopt;
  return column - 1;
}

bool is_blank(Cells cells) {
  return std::ranges::all_of(cells,
                             [](const Cell& cell) { return cell.kind == CellKind::text && trim(cell.text).empty(); });
}

}  // namespace

SheetRows::SheetRows(XmlPart part, const SharedStrings& strings, const Styles& styles)
    : part_(std::move(part)), strings_(strings), styles_(styles) {}

Result<const RawRow*> SheetRows::next() {
  row_done_ = false;
  for (;;) {
    MANARA_TRY(event, part_.next());
    if (event == nullptr) return nullptr;
    switch (event->kind) {
      case xml::EventKind::start: start(*event); break;
      case xml::EventKind::text:
        if (value_ != Value::none && stored_.size() <= max_row_bytes) stored_ += event->text;
        break;
      case xml::EventKind::end: end(event->name); break;
    }
    if (!row_done_) continue;
    row_done_ = false;
    if (const auto* row = finish_row()) return row;
  }
}

void SheetRows::start(const xml::Event& event) {
  const auto name = event.name;
  if (name == "row") {
    start_row(event);
  } else if (name == "c" && in_row_) {
    start_cell(event);
  } else if (in_cell_ && name == "v") {
    value_ = Value::stored;
    has_value_ = true;
  } else if (in_cell_ && name == "f") {
    formula_ = true;
  } else if (in_cell_ && name == "is") {
    in_inline_ = true;
    has_value_ = true;
  } else if (name == "rPh") {
    in_phonetic_ = true;
  } else if (in_inline_ && name == "t" && !in_phonetic_) {
    value_ = Value::text;
  }
}

void SheetRows::end(std::string_view name) {
  if (name == "v" || name == "t") {
    value_ = Value::none;
  } else if (name == "is") {
    in_inline_ = false;
  } else if (name == "rPh") {
    in_phonetic_ = false;
  } else if (name == "c" && in_cell_) {
    end_cell();
  } else if (name == "row" && in_row_) {
    in_row_ = false;
    row_done_ = true;
  }
}

void SheetRows::start_row(const xml::Event& event) {
  const auto number = parse_unsigned(attribute(event, "r"));
  line_ = number.value_or(line_ + 1);
  in_row_ = true;
  too_many_ = too_large_ = false;
  column_ = no_column;
  texts_.clear();
  ranges_.clear();
}

void SheetRows::start_cell(const xml::Event& event) {
  in_cell_ = true;
  in_inline_ = in_phonetic_ = formula_ = has_value_ = false;
  value_ = Value::none;
  stored_.clear();
  type_ = attribute(event, "t");
  format_ = parse_unsigned(attribute(event, "s")).value_or(0);
  const auto given = column_of(attribute(event, "r"));
  column_ = given ? *given : column_ == no_column ? 0 : column_ + 1;
}

void SheetRows::put(std::string_view text, CellKind kind) {
  if (column_ >= max_columns) {
    too_many_ = true;
    return;
  }
  if (texts_.size() + text.size() > max_row_bytes) {
    too_large_ = true;
    return;
  }
  if (ranges_.size() <= column_) ranges_.resize(column_ + 1);
  ranges_[column_] = {texts_.size(), text.size(), kind};
  texts_ += text;
}

/// What the cell holds by its type (ECMA-376 part 1, 18.18.11).
void SheetRows::end_cell() {
  in_cell_ = false;
  if (!has_value_) {
    if (formula_) put("", CellKind::no_value);
    return;
  }
  if (type_ == "s") {
    const auto index = parse_unsigned(trim(stored_));
    const auto text = index ? strings_.at(*index) : std::nullopt;
    put(text.value_or(std::string_view{}), text ? CellKind::text : CellKind::damaged);
  } else if (type_ == "inlineStr" || type_ == "str") {
    shown_.clear();
    append_text(stored_, shown_);
    put(shown_, CellKind::text);
  } else if (type_ == "e") {
    put("", CellKind::error);
  } else if (type_ == "b") {
    put(trim(stored_) == "1" ? "TRUE" : "FALSE", CellKind::boolean);
  } else if (type_ == "d") {
    put(trim(stored_), CellKind::date);
  } else if (const auto number = trim(stored_); !number.empty()) {
    const auto kind = styles_.show(number.substr(0, 64), format_, shown_);
    put(shown_, kind);
  }
}

const RawRow* SheetRows::finish_row() {
  row_ = {line_, {}, {}};
  cells_.clear();
  if (too_many_ || too_large_) {
    row_.refusal = too_many_ ? Message{Code{"table_too_many_columns"}, {std::to_string(max_columns)}}
                             : Message{Code{"table_row_too_large"}, {std::to_string(max_row_bytes)}};
    return &row_;
  }
  for (const auto& range : ranges_)
    cells_.push_back({std::string_view(texts_).substr(range.begin, range.size), range.kind});
  if (is_blank(cells_)) return nullptr;
  row_.cells = cells_;
  return &row_;
}

}  // namespace manara::formats::table
