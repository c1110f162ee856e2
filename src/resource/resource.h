/// What a practice lets people see and change, as data: a row here makes the routes, the check of what comes in, the
/// OpenAPI document and the columns of an export. No templates: `app` joins the spans of all practices.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace manara::resource {

enum class FieldType : std::uint8_t {
  text,    ///< one line
  prose,   ///< several lines
  names,   ///< {"en","fr","ar"}, one of them at least
  choice,  ///< one of `choices`
  link,    ///< the id of another item, of `refers_to`
  date,    ///< "2026-11-28"
  flag,    ///< true or false
  list,    ///< of objects with `items` as their fields
  number,  ///< whole; in lists that are read only, as moment
  moment,  ///< milliseconds since 1970
};

/// The languages of `names`, in the order in which they are written.
inline constexpr std::string_view name_languages[] = {"en", "fr", "ar"};
/// What each is called behind the heading of a column: "Name (English)".
inline constexpr std::string_view name_language_headings[] = {"English|anglais|بالإنجليزية",
                                                              "French|français|بالفرنسية", "Arabic|arabe|بالعربية"};

enum class Need : std::uint8_t { optional, required };

/// How a text must look, and how it is kept: "10.0.0.1/8" as "10.0.0.0/8".
struct Format {
  std::string_view example;  ///< what a complaint shows: "10.0.0.0/8"
  /// The text as it is kept; nullopt: it isn't one.
  std::optional<std::string> (*canonical)(std::string_view text);
};

struct Field {
  std::string_view name;
  FieldType type;
  Need need = Need::optional;
  std::size_t most = 200;  ///< characters of Unicode, of each text; of a list: its items
  std::span<const std::string_view> choices{};
  std::string_view refers_to{};    ///< a resource
  std::span<const Field> items{};  ///< of a list: no list, names or link among them
  const Format* format = nullptr;  ///< of a text; nullptr: any
  std::string_view not_before{};   ///< of a date: the field of another, which it may equal or follow

  /// Of its column in a table that people keep: "Sector|Secteur|القطاع|Branch". The first three are what an export
  /// writes in each language; an import knows it by any of them, and by its name.
  std::string_view headings{};
  std::span<const Code> labels{};  ///< what each of `choices` is called, in their order
  /// Of a list whose items begin with a choice: the headings of a column for each of that one's choices, in their
  /// order.
  std::span<const std::string_view> columns{};
};

/// What a list can be narrowed by, in a query: ?sector=water. The statement says what it means: $5 and on, in this
/// order, "" where nobody asks, the 16 bytes of an id where it is a link's.
struct Filter {
  std::string_view name;
  FieldType type = FieldType::text;
};

/// One order of a list, by a statement that takes $1 and $2, the key and the id behind which to go on ($3 = 0: from the
/// beginning), $4 how many, and its filters from $5 on. Its rows: id, revision, body, key.
struct Order {
  std::string_view name;  ///< "name", "-name"
  std::string_view statement;
};

struct Resource {
  std::string_view name;   ///< plural, of the path /api/<name> and of the table of permissions
  std::string_view saved;  ///< the entry kind that saves one: part 0 is its body; "": nobody saves one by PUT or POST
  std::string_view removed{};  ///< the entry kind that removes one, without parts; "": nobody can
  std::span<const Field> fields;
  std::span<const Order> orders;  ///< the first is the default
  std::span<const Filter> filters{};
  /// The link that says whose it is: the organisation in whose scope it lies, and a filter too. "": it is a scope
  /// itself.
  std::string_view owner{};
  /// The field by whose text an import knows one again among those of its owner. "": none can be imported.
  std::string_view key{};
  std::string_view one;    ///< statement: $1 id; a row: id, revision, body, scope
  std::string_view count;  ///< statement: its filters from $1 on; a number
  /// Whether an item tells of a person: who reads it from outside its organisation stands in the access log.
  bool personal = false;
};

}  // namespace manara::resource
