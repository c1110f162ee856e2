/// The columns of a resource as a table that people keep: what an export writes and an import reads, from the same rows
/// of fields. A text is a column; names are one a language ("names.fr"); a list whose items begin with a choice is one
/// for each of that one's choices ("channels.mail"), with several items to a cell.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "resource/resource.h"
#include "text/catalogue.h"

namespace manara::api {

/// Items as rows: of a resource, or of a list that is none (listed.h).
struct Table {
  std::string_view name{};  ///< of its file
  std::span<const resource::Field> fields{};
  bool has_id = true;
};
Table table_of(const resource::Resource& resource);

struct Column {
  const resource::Field* field = nullptr;  ///< nullptr: the item's id
  std::size_t part = 0;                    ///< of names: the language; of a list: the choice that its items begin with
  /// Of items that say yes to their flag, and nothing else: read where somebody has it, never written, for an export
  /// marks such items in their own column.
  bool flagged = false;
  std::string name{};                   ///< "id", "sector", "names.fr", "channels.mail"
  std::string headings{};               ///< all by which it is known, "Sector|Secteur|القطاع|sector"
  std::array<std::string, 3> titles{};  ///< in each language
};

std::vector<Column> columns_of(const Table& table);
inline std::vector<Column> columns_of(const resource::Resource& resource) {
  return columns_of(table_of(resource));
}

/// What an item has for a field; "person.name" is the name in its person.
json::Value value_of(json::Value item, std::string_view field);

/// "2026-11-28T21:15:03Z"; the number itself where no calendar has it.
std::string moment_text(std::int64_t at_ms);

/// How the items of a list are made: what begins them, what they say, and what may be so or not.
struct ListShape {
  const resource::Field* kind = nullptr;
  const resource::Field* text = nullptr;
  const resource::Field* flag = nullptr;
};
/// Without `kind` or `text` where the list is made in another way: then it has no columns.
ListShape shape_of(const resource::Field& list);

/// The text as a row of `headings` has it in this language.
std::string_view heading_in(std::string_view headings, text::Language language);

/// One item of a cell that may hold several.
struct CellItem {
  std::string text{};
  bool flagged = false;
  bool operator==(const CellItem&) const = default;
};
/// "a; b", or one a line; "\;" is a semicolon that belongs to its item; "112 (out of hours)" is flagged where that is a
/// heading of the flag.
std::vector<CellItem> read_items(std::string_view cell, const resource::Field* flag);
std::string write_items(const std::vector<CellItem>& items, const resource::Field* flag, text::Language language);

/// The items that a column of a list holds.
std::vector<CellItem> items_of(const Column& column, json::Value item);

}  // namespace manara::api
