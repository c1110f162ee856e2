#include "app/import_table.h"

#include <algorithm>

#include "base/strings.h"
#include "io/stream.h"
#include "text/escape.h"

namespace manara::app {
namespace {

using formats::table::Cells;
using formats::table::Columns;
using formats::table::Form;
using formats::table::no_column;

/// Of 32 MB at most that came in: what unpacks to more than this is no list.
constexpr Limits limits{.document_bytes = 128ULL << 20, .unpacked_bytes = 512ULL << 20};

std::size_t found_in(const Columns& columns) {
  return static_cast<std::size_t>(std::ranges::count_if(columns, [](std::size_t one) { return one != no_column; }));
}

/// Two headings that are known are no chance; one is enough for a list of one column.
bool is_certain(const Columns& columns, Cells cells, Form) {
  return found_in(columns) > 1 || (found_in(columns) == 1 && cells.size() == 1);
}

bool has_several_cells(const Columns&, Cells cells, Form) {
  const auto filled = std::ranges::count_if(cells, [](const auto& cell) { return !trim(cell.text).empty(); });
  return filled > 1;
}

bool any_will_do(const Columns&) {
  return true;
}

}  // namespace

class ImportTable::Gathering final : public formats::table::Sink {
 public:
  Gathering(ImportTable& table, std::vector<std::size_t> unwanted) : table_(table), unwanted_(std::move(unwanted)) {}

  Status found(const Columns& columns, Cells headings, std::string_view sheet) override {
    Sheet one{.name = std::string(sheet), .columns = columns};
    for (const auto column : unwanted_)
      one.columns[column] = no_column;
    for (const auto& cell : headings)
      one.headings.emplace_back(trim(cell.text));
    table_.sheets_.push_back(std::move(one));
    return {};
  }
  Status row(const formats::table::Row& row) override {
    add(row.line(), {}, row.cells());
    return full();
  }
  void refused(std::uint64_t line, Message reason, std::string_view sheet) override {
    refused_row(line, std::move(reason), sheet, {});
  }
  /// What this finds too large, `finish` says: a refusal can't end the reading, but nothing more is kept.
  void refused_row(std::uint64_t line, Message reason, std::string_view sheet, Cells cells) override {
    if (line == 0) {
      table_.sheets_.push_back({.name = std::string(sheet), .columns = Columns(table_.columns_.size(), no_column)});
    }
    if (full()) add(line, std::move(reason), cells);
  }
  [[nodiscard]] Status full() const {
    if (table_.rows_.size() > most_import_rows)
      return fail(Code{"import_too_many_rows"}, {std::to_string(most_import_rows)});
    if (bytes_ > most_import_bytes) return fail(Code{"import_too_large"}, {std::to_string(most_import_bytes >> 20)});
    return {};
  }

 private:
  void add(std::uint64_t line, Message refusal, Cells cells) {
    while (!cells.empty() && trim(cells.back().text).empty())
      cells = cells.first(cells.size() - 1);
    table_.rows_.push_back({.line = line,
                            .sheet = std::max<std::size_t>(table_.sheets_.size(), 1) - 1,
                            .first = table_.ends_.size(),
                            .count = cells.size(),
                            .refusal = std::move(refusal)});
    for (const auto& cell : cells) {
      table_.text_ += cell.text;
      table_.ends_.push_back(static_cast<std::uint32_t>(table_.text_.size()));
      bytes_ += 8 + cell.text.size();
    }
  }

  ImportTable& table_;
  std::vector<std::size_t> unwanted_;
  std::uint64_t bytes_ = 0;
};

Result<ImportTable> ImportTable::read(std::string_view bytes, const resource::Resource& resource,
                                      const Mapping& mapping) {
  ImportTable table;
  table.columns_ = api::columns_of(resource);
  std::vector<formats::table::Field> fields;
  fields.reserve(table.columns_.size());
  for (const auto& column : table.columns_)
    fields.push_back({column.name, column.headings});
  std::vector<std::string> options;
  std::vector<std::size_t> unwanted;
  for (const auto& option : mapping) {
    const auto column = std::ranges::find(table.columns_, trim(std::string_view(option).substr(0, option.size() - 1)),
                                          &api::Column::name);
    if (option.ends_with('=') && column != table.columns_.end()) {
      unwanted.push_back(static_cast<std::size_t>(column - table.columns_.begin()));
    } else {
      options.push_back(option);
    }
  }
  MANARA_TRY(parsed, formats::table::Mapping::parse(options, fields));
  const bool is_mapped = parsed.count() > 0;
  for (const auto certain : {is_certain, has_several_cells}) {
    table.sheets_.clear();
    Gathering sink(table, unwanted);
    const auto stream = io::from_memory(bytes);
    const formats::table::Wanted wanted{.fields = fields, .certain = certain, .usable = any_will_do, .mapping = parsed};
    const auto status = formats::table::read(*stream, wanted, limits, sink);
    MANARA_CHECK(sink.full());
    if (status) return table;
    const bool may_be_mapped = status.error().code == Code{"table_no_headings"} && !is_mapped;
    if (!may_be_mapped || certain == has_several_cells) return std::unexpected(status.error());
  }
  return table;
}

std::string_view ImportTable::cell(const Row& row, std::size_t column) const {
  if (column >= row.count) return {};
  const auto at = row.first + column;
  const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
  return std::string_view(text_).substr(begin, ends_[at] - begin);
}

std::string_view ImportTable::field(const Row& row, std::size_t column) const {
  constexpr std::string_view no_break = "\xC2\xA0";
  if (!has(row, column)) return {};
  auto text = trim(cell(row, sheets_[row.sheet].columns[column]));
  while (take_prefix(text, no_break) || take_suffix(text, no_break))
    text = trim(text);
  return text::without_defusal(text);
}

bool ImportTable::has(const Row& row, std::size_t column) const {
  return row.sheet < sheets_.size() && sheets_[row.sheet].columns[column] != no_column;
}

}  // namespace manara::app
