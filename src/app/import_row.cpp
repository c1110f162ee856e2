#include "app/import_row.h"

#include <algorithm>

#include "api/body.h"
#include "base/strings.h"
#include "json/writer.h"
#include "text/catalogue.h"
#include "text/fold.h"

namespace manara::app {

using api::CellItem;
using api::Column;
using resource::Field;
using resource::FieldType;

namespace {

constexpr std::string_view yes_words[] = {"yes", "true", "1", "x", "oui", "vrai", "نعم"};
constexpr std::string_view no_words[] = {"no", "false", "0", "non", "faux", "لا"};

/// A line end as prose keeps it.
std::string with_line_feeds(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out.push_back(text[i] == '\r' ? '\n' : text[i]);
  }
  return out;
}

/// What a sheet shows of a day that it keeps with a time: "2026-11-28T00:00:00".
std::string_view day_of(std::string_view cell) {
  return cell.size() > 10 && cell[10] == 'T' ? cell.substr(0, 10) : cell;
}

/// An item of a list as it is kept: of which choice, and what it says.
struct ListItem {
  std::size_t part = 0;
  CellItem item{};
};

/// What a list's items of one choice become by what its two columns say.
std::vector<CellItem> items_after(std::vector<CellItem> before, std::vector<CellItem> said,
                                  std::vector<CellItem> said_flagged, bool has_flagged_column) {
  for (auto& item : said_flagged)
    item.flagged = true;
  const bool marks_some = std::ranges::any_of(said, &CellItem::flagged);
  const bool keeps_plain = said.empty();
  const bool keeps_flagged = said_flagged.empty() && (said.empty() || (has_flagged_column && !marks_some));
  std::vector<CellItem> after = std::move(said);
  for (auto& item : before) {
    if (item.flagged ? keeps_flagged : keeps_plain) after.push_back(std::move(item));
  }
  after.insert(after.end(), said_flagged.begin(), said_flagged.end());
  return after;
}

}  // namespace

/// One item, being written.
class ImportRow::Writing {
 public:
  Writing(const ImportRow& row, const Given& given, json::Value before) : row_(row), given_(given), before_(before) {}

  Result<ImportedBody> body() {
    out_.begin_object();
    for (const auto& field : row_.resource_.fields)
      write(field);
    out_.end_object();
    if (!refused_.empty()) return ImportedBody{.refused = std::move(refused_)};
    MANARA_TRY(checked, api::read_body(row_.resource_, out_.text()));
    return ImportedBody{.json = std::move(checked.json), .refused = std::move(checked.refused)};
  }

 private:
  void write(const Field& field) {
    const auto columns = row_.of_field_.find(&field);
    if (columns == row_.of_field_.end()) return;
    switch (field.type) {
      case FieldType::names: return write_names(field, columns->second);
      case FieldType::list: return write_list(field, columns->second);
      default: break;
    }
    const auto cell = given_.cell(columns->second.front());
    if (cell.empty()) return write_before(field);
    if (field.type == FieldType::flag) return write_flag(field, cell);
    auto text = text_of(field, cell);
    if (!text) {
      refused_.push_back({std::string(field.name), std::move(text).error()});
    } else {
      out_.member(field.name, *text);
    }
  }

  [[nodiscard]] std::expected<std::string, Message> text_of(const Field& field, std::string_view cell) const {
    switch (field.type) {
      case FieldType::choice: return row_.choice(field, cell);
      case FieldType::date: return std::string(day_of(cell));
      case FieldType::prose: return with_line_feeds(cell);
      // What an export wrote of an item that this person doesn't see is as it was.
      case FieldType::link: return before_[field.name].string() == cell ? std::string(cell) : given_.find(field, cell);
      default: return std::string(cell);
    }
  }

  void write_before(const Field& field) {
    const auto value = before_[field.name];
    if (value.is_string()) out_.member(field.name, value.string());
    if (const auto flag = value.boolean()) out_.member(field.name, *flag);
  }

  void write_flag(const Field& field, std::string_view cell) {
    const auto folded = text::fold_for_search(cell);
    const auto is = [&](std::string_view word) { return text::fold_for_search(word) == folded; };
    if (std::ranges::any_of(yes_words, is)) {
      out_.member(field.name, true);
    } else if (std::ranges::any_of(no_words, is)) {
      out_.member(field.name, false);
    } else {
      refused_.push_back({std::string(field.name), {Code{"field_choice"}, {std::string(cell)}}});
    }
  }

  void write_names(const Field& field, const std::vector<std::size_t>& columns) {
    json::Writer names;
    names.begin_object();
    bool any = false;
    for (const auto number : columns) {
      const auto language = resource::name_languages[row_.columns_[number].part];
      auto text = std::string(given_.cell(number));
      if (text.empty()) text = before_[field.name][language].text();
      if (text.empty()) continue;
      names.member(language, text);
      any = true;
    }
    names.end_object();
    if (any) out_.key(field.name).raw(names.text());
  }

  /// The kinds stay in the order in which they were, so that what nobody changed stays the same text.
  void write_list(const Field& field, const std::vector<std::size_t>& columns) {
    const auto shape = api::shape_of(field);
    const auto parts = shape.kind->choices.size();
    std::vector<std::vector<CellItem>> before(parts);
    std::vector<std::vector<CellItem>> after(parts);
    std::vector<CellItem> said;
    bool any_changed = false;
    for (const auto number : columns) {
      const auto& column = row_.columns_[number];
      if (shape.flag != nullptr && !column.flagged) {
        before[column.part] = api::items_of(column, before_);
        said = api::read_items(given_.cell(number), shape.flag);
        continue;  // the column of flagged ones stands behind it
      }
      if (shape.flag == nullptr) {
        before[column.part] = api::items_of(column, before_);
        said = api::read_items(given_.cell(number), nullptr);
      }
      auto flagged = column.flagged ? api::read_items(given_.cell(number), shape.flag) : std::vector<CellItem>{};
      const bool has_flagged = column.flagged && given_.has(number);
      after[column.part] = said.empty() && flagged.empty()
                               ? before[column.part]
                               : items_after(before[column.part], said, std::move(flagged), has_flagged);
      any_changed = any_changed || after[column.part] != before[column.part];
    }
    write_items(field, any_changed ? grouped(field, after) : kept(field));
  }

  /// All items as they were.
  [[nodiscard]] std::vector<ListItem> kept(const Field& field) const {
    std::vector<ListItem> all;
    const auto shape = api::shape_of(field);
    for (const auto item : before_[field.name].elements()) {
      const auto kind = std::ranges::find(shape.kind->choices, item[shape.kind->name].string());
      if (kind == shape.kind->choices.end()) continue;
      const bool flagged = shape.flag != nullptr && item[shape.flag->name].boolean().value_or(false);
      all.push_back(
          {static_cast<std::size_t>(kind - shape.kind->choices.begin()), {item[shape.text->name].text(), flagged}});
    }
    return all;
  }

  /// Kinds in the order in which they first were; new ones behind them.
  [[nodiscard]] std::vector<ListItem> grouped(const Field& field, std::vector<std::vector<CellItem>>& after) const {
    std::vector<std::size_t> order;
    const auto add = [&](std::size_t part) {
      if (std::ranges::find(order, part) == order.end()) order.push_back(part);
    };
    for (const auto& one : kept(field))
      add(one.part);
    for (std::size_t part = 0; part < after.size(); ++part)
      add(part);
    std::vector<ListItem> all;
    for (const auto part : order) {
      for (auto& item : after[part])
        all.push_back({part, std::move(item)});
    }
    return all;
  }

  void write_items(const Field& field, const std::vector<ListItem>& items) {
    if (items.empty()) return;
    const auto shape = api::shape_of(field);
    out_.key(field.name).begin_array();
    for (const auto& one : items) {
      out_.begin_object().member(shape.kind->name, shape.kind->choices[one.part]);
      out_.member(shape.text->name, one.item.text);
      if (shape.flag != nullptr && one.item.flagged) out_.member(shape.flag->name, true);
      out_.end_object();
    }
    out_.end_array();
  }

  const ImportRow& row_;
  const Given& given_;
  json::Value before_;
  json::Writer out_{};
  std::vector<api::FieldError> refused_{};
};

ImportRow::ImportRow(const resource::Resource& resource, const std::vector<Column>& columns)
    : resource_(resource), columns_(columns) {
  for (std::size_t number = 0; number < columns.size(); ++number) {
    if (columns[number].field != nullptr) of_field_[columns[number].field].push_back(number);
  }
  for (const auto& field : resource.fields) {
    if (field.type != FieldType::choice) continue;
    auto& known = choices_[&field];
    for (const auto choice : field.choices)
      known.emplace(text::fold_for_search(choice), choice);
    for (std::size_t i = 0; i < field.labels.size(); ++i) {
      for (const auto language : text::languages)
        known.emplace(text::fold_for_search(text::sentence(language, Message{field.labels[i], {}})), field.choices[i]);
    }
  }
}

std::string ImportRow::choice(const Field& field, std::string_view cell) const {
  const auto of_field = choices_.find(&field);
  if (of_field == choices_.end()) return std::string(cell);
  const auto found = of_field->second.find(text::fold_for_search(cell));
  return found == of_field->second.end() ? std::string(cell) : found->second;
}

Result<ImportedBody> ImportRow::body(const Given& given, json::Value before) const {
  return Writing(*this, given, before).body();
}

}  // namespace manara::app
