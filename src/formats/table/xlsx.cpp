#include "formats/table/xlsx.h"

#include <algorithm>

#include "base/strings.h"

namespace manara::formats::table {
namespace {

constexpr std::string_view ole_magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

Limits workbook_limits(const Limits& limits) {
  auto own = limits;
  own.archive_members = std::min<std::uint64_t>(limits.archive_members, max_workbook_members);
  own.ratio = std::min(limits.ratio, max_sheet_ratio);
  return own;
}

/// The part that a relationship of xl/workbook.xml leads to; "" for one that leads out of the workbook.
std::string part_of_target(std::string_view target) {
  if (take_prefix(target, "/")) return std::string(target);
  if (target.empty() || target.find("..") != std::string_view::npos) return {};
  return "xl/" + std::string(target);
}

}  // namespace

bool is_workbook(std::string_view head) {
  return io::looks_like_zip(head) || head.starts_with(ole_magic);
}

Workbook::Workbook(std::string_view bytes, const Limits& limits)
    : bytes_(bytes), limits_(workbook_limits(limits)), budget_(limits_, [this] { return bytes_.size(); }) {}

Result<std::unique_ptr<Workbook>> Workbook::open(std::string_view bytes, const Limits& limits) {
  if (bytes.starts_with(ole_magic)) return fail(Code{"table_old_excel"});
  std::unique_ptr<Workbook> book(new Workbook(bytes, limits));
  MANARA_CHECK(book->index_members());
  if (book->has("xl/workbook.bin")) return fail(Code{"xlsx_binary"});
  if (!book->has("xl/workbook.xml")) return fail(Code{"xlsx_no_workbook"});
  MANARA_CHECK(book->read_relations());
  MANARA_CHECK(book->read_sheets());
  MANARA_CHECK(book->read_strings());
  MANARA_CHECK(book->read_styles());
  return book;
}

Status Workbook::index_members() {
  MANARA_TRY(zip, io::Zip::open(bytes_));
  zip_ = zip;
  for (;;) {
    MANARA_TRY(member, zip_->next());
    if (!member) return {};
    MANARA_CHECK(budget_.member());
    auto path = member->path;
    members_.try_emplace(std::move(path), std::move(*member));
  }
}

Result<XmlPart> Workbook::part(std::string_view path) {
  const auto member = members_.find(path);
  if (member == members_.end()) return fail(Code{"xlsx_part_missing"}, {std::string(path)});
  MANARA_TRY(stream, zip_->content(member->second, budget_));
  return XmlPart(std::move(stream), std::string(path), limits_);
}

Status Workbook::read_relations() {
  constexpr std::string_view path = "xl/_rels/workbook.xml.rels";
  if (!has(path)) return {};
  MANARA_TRY(relations, part(path));
  for (;;) {
    MANARA_TRY(event, relations.next());
    if (event == nullptr) return {};
    if (event->kind != xml::EventKind::start || event->name != "Relationship") continue;
    const auto type = attribute(*event, "Type");
    auto target = part_of_target(attribute(*event, "Target"));
    if (target.empty()) continue;
    if (type.ends_with("/sharedStrings")) {
      strings_part_ = std::move(target);
    } else if (type.ends_with("/styles")) {
      styles_part_ = std::move(target);
    } else if (type.ends_with("/worksheet") && relations_.size() < max_workbook_members) {
      relations_.try_emplace(std::string(attribute(*event, "Id")), std::move(target));
    }
  }
}

/// Sheets in the order of their tabs, charts and macro sheets left out. Hidden ones count: what is hidden is installed
/// all the same.
Status Workbook::read_sheets() {
  MANARA_TRY(workbook, part("xl/workbook.xml"));
  for (;;) {
    MANARA_TRY(event, workbook.next());
    if (event == nullptr) break;
    if (event->kind != xml::EventKind::start) continue;
    if (event->name == "workbookPr") {
      const auto epoch = attribute(*event, "date1904");
      if (epoch == "1" || epoch == "true") styles_.set_epoch_1904();
    } else if (event->name == "sheet") {
      if (sheets_.size() >= max_sheets) return fail(Code{"xlsx_too_many_sheets"}, {std::to_string(max_sheets)});
      const auto relation = relations_.find(std::string(attribute(*event, "id")));
      if (relation != relations_.end()) sheets_.push_back({std::string(attribute(*event, "name")), relation->second});
    }
  }
  if (sheets_.empty() && has("xl/worksheets/sheet1.xml")) sheets_.push_back({"", "xl/worksheets/sheet1.xml"});
  if (sheets_.empty()) return fail(Code{"xlsx_no_sheets"});
  return {};
}

Status Workbook::read_strings() {
  if (!has(strings_part_)) return {};
  MANARA_TRY(strings, part(strings_part_));
  return strings_.read(std::move(strings), limits_);
}

Status Workbook::read_styles() {
  if (!has(styles_part_)) return {};
  MANARA_TRY(styles, part(styles_part_));
  return styles_.read(std::move(styles));
}

Result<std::unique_ptr<RowSource>> Workbook::rows(const Sheet& sheet) {
  MANARA_TRY(xml, part(sheet.part));
  return std::make_unique<SheetRows>(std::move(xml), strings_, styles_);
}

}  // namespace manara::formats::table
