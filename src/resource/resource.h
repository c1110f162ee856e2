/// What a practice lets people see and change, as data: a row here makes the routes, the check of what comes in, the
/// OpenAPI document and the columns of an export. No templates, no code: `app` joins the spans of all practices.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace manara::resource {

enum class FieldType : std::uint8_t {
  text,    ///< one line
  prose,   ///< several lines
  names,   ///< {"en","fr","ar"}, one of them at least
  choice,  ///< one of `choices`
  link,    ///< the id of another item, of `refers_to`
};

/// The languages of `names`, in the order in which they are written.
inline constexpr std::string_view name_languages[] = {"en", "fr", "ar"};

enum class Need : std::uint8_t { optional, required };

struct Field {
  std::string_view name;
  FieldType type;
  Need need = Need::optional;
  std::size_t most = 200;  ///< characters of Unicode, of each text
  std::span<const std::string_view> choices{};
  std::string_view refers_to{};  ///< a resource
};

/// One order of a list, by a statement that takes $1 the search (folded; "": all), $2 the filter, $3 and $4 the key and
/// the id behind which to go on ($5 = 0: from the beginning), $6 how many. Its rows: id, revision, body, key.
struct Order {
  std::string_view name;  ///< "name", "-name"
  std::string_view statement;
};

struct Resource {
  std::string_view name;   ///< plural, of the path /api/<name> and of the table of permissions
  std::string_view saved;  ///< the entry kind that saves one: part 0 is its body
  std::span<const Field> fields;
  std::span<const Order> orders;  ///< the first is the default
  std::string_view filter;        ///< the field that $2 selects by; "": none
  std::string_view one;           ///< statement: $1 id; a row: id, revision, body, scope
  std::string_view count;         ///< statement: $1 search, $2 filter; a number
};

}  // namespace manara::resource
