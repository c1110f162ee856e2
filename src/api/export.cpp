#include "api/export.h"

#include <algorithm>

#include "text/escape.h"

namespace manara::api {
namespace {

using resource::FieldType;

constexpr std::size_t body_in_memory = 64 << 10;  // what is longer goes to a file
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

std::optional<ExportFormat> file_format(const Request& request) {
  const auto asked = request.parameter("format");
  if (asked == "csv") return ExportFormat::csv;
  if (asked == "xlsx") return ExportFormat::xlsx;
  return std::nullopt;
}

Export::Export(const Table& table, text::Language language, std::shared_ptr<io::Spools> spools)
    : name_(table.name), language_(language), columns_(columns_of(table)), out_(std::move(spools), body_in_memory) {
  std::erase_if(columns_, [](const Column& column) { return column.flagged; });
}

Result<Export> Export::start(const Table& table, ExportFormat format, const Caller& caller, const LinkedLists& lists,
                             const std::shared_ptr<io::Spools>& spools) {
  // CSV says everything in the API's own words, which are English where they are words at all.
  const auto language = format == ExportFormat::csv ? text::Language::en : caller.language;
  Export made(table, language, spools);
  if (format == ExportFormat::csv) {
    made.csv_ = byte_order_mark;
  } else {
    const auto direction =
        language == text::Language::ar ? xlsx::Direction::right_to_left : xlsx::Direction::left_to_right;
    MANARA_CHECK(made.out_.use_file());
    MANARA_TRY(sheet, xlsx::Sheet::create(std::string(table.name.substr(0, 31)), direction,
                                          {.path = made.out_.path(), .scratch = spools ? spools->folder() : ""}));
    made.sheet_ = std::move(sheet);
    for (const auto& field : table.fields) {
      if (field.type != FieldType::link || made.linked_.contains(field.refers_to)) continue;
      MANARA_TRY(names, lists.of(field.refers_to, caller));
      made.linked_.emplace(field.refers_to, std::move(names));
    }
  }
  for (const auto& column : made.columns_)
    made.row_.push_back(made.sheet_ ? column.titles[static_cast<std::size_t>(language)] : column.name);
  MANARA_CHECK(made.write_row());
  return made;
}

Status Export::add(std::string_view id, std::string_view body) {
  json::Document document;
  MANARA_TRY(item, document.parse(body));
  for (const auto& column : columns_) {
    if (column.field != nullptr) {
      row_.push_back(cell_of(column, item));
    } else {
      row_.push_back(id.empty() ? item["id"].text() : std::string(id));
    }
  }
  ++rows_;
  return write_row();
}

std::string Export::cell_of(const Column& column, json::Value item) const {
  const auto& field = *column.field;
  const auto value = value_of(item, field.name);
  switch (field.type) {
    case FieldType::names: return value[resource::name_languages[column.part]].text();
    case FieldType::flag: return value.boolean().value_or(false) ? "yes" : "";
    case FieldType::list: return write_items(items_of(column, item), shape_of(field).flag, language_);
    case FieldType::choice: return sheet_ ? label_of(field, value.string()) : value.text();
    case FieldType::link: return called(field, value);
    case FieldType::number: {
      const auto number = value.integer();
      return number ? std::to_string(*number) : "";
    }
    case FieldType::moment: {
      const auto at_ms = value.integer();
      return at_ms ? moment_text(*at_ms) : "";
    }
    default: return value.text();
  }
}

/// What a link leads to, or each of several.
std::string Export::called(const resource::Field& field, json::Value ids) const {
  const auto names = linked_.find(field.refers_to);
  const auto one = [&](json::Value id) {
    return names == linked_.end() ? id.text() : names->second.name(id.string(), language_);
  };
  if (!ids.is_array()) return one(ids);
  std::string all;
  for (const auto id : ids.elements())
    all.append(all.empty() ? "" : "; ").append(one(id));
  return all;
}

std::string Export::label_of(const resource::Field& field, std::string_view choice) const {
  const auto at = static_cast<std::size_t>(std::ranges::find(field.choices, choice) - field.choices.begin());
  if (at >= field.labels.size()) return std::string(choice);
  return text::sentence(language_, Message{field.labels[at], {}});
}

Status Export::write_row() {
  if (sheet_) {
    for (auto& cell : row_)
      cell = text::with_defusal_kept(cell);
    MANARA_CHECK(sheet_->add(row_));
  } else {
    for (std::size_t i = 0; i < row_.size(); ++i)
      csv_.append(i > 0 ? "," : "").append(text::for_csv_read_back(row_[i]));
    csv_ += "\r\n";
    if (csv_.size() >= body_in_memory) {
      MANARA_CHECK(out_.write(csv_));
      csv_.clear();
    }
  }
  row_.clear();
  return {};
}

Result<Response> Export::response() {
  const auto name = std::string(name_) + (sheet_ ? ".xlsx" : ".csv");
  const auto type = sheet_ ? std::string(xlsx_media) : std::string(csv_media) + "; charset=utf-8";
  Response response{
      .headers = {{"Content-Type", type}, {"Content-Disposition", "attachment; filename=\"" + name + "\""}}};
  if (sheet_) {
    MANARA_CHECK(sheet_->finish());
    MANARA_CHECK(out_.measure());
  } else {
    MANARA_CHECK(out_.write(csv_));
  }
  if (!out_.in_file()) {
    response.body = out_.take_text();
  } else if (out_.bytes() <= body_in_memory) {
    response.body.resize(out_.bytes());
    MANARA_CHECK(out_.read(0, response.body));
  } else {
    response.file = std::make_shared<const io::Spooled>(std::move(out_));
  }
  return response;
}

Result<Response> Exports::write(const Table& table, ExportFormat format, const Caller& caller, const NextPage& next) {
  const auto turn = begin();
  if (!turn) return fail(Code{"server_busy"});
  MANARA_TRY(file, Export::start(table, format, caller, lists_, spools_));
  access_log::Event event{.kind = access_log::Kind::exported, .resource = std::string(table.name)};
  for (bool more = true; more;) {
    MANARA_TRY(is_more, next(file, event));
    more = is_more;
  }
  event.count = file.rows();
  MANARA_TRY(response, file.response());
  response.told.push_back(std::move(event));
  return response;
}

}  // namespace manara::api
