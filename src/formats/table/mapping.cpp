#include <algorithm>

#include "base/strings.h"
#include "formats/table/table.h"

namespace manara::formats::table {
namespace {

/// "name, version, host, …" for the sentence that says what can be mapped.
std::string names_of(std::span<const Field> fields) {
  std::string out;
  for (const auto& field : fields)
    out.append(out.empty() ? "" : ", ").append(field.name);
  return out;
}

Result<Mapping::Column> read_column(std::string_view text, const std::string& option) {
  Mapping::Column column{std::string(text), 0};
  if (const auto number = parse_unsigned(text)) {
    if (*number == 0 || *number > max_columns) return fail(Code{"table_map_invalid"}, {option});
    column.number = static_cast<std::size_t>(*number);
  }
  return column;
}

}  // namespace

Result<Mapping> Mapping::parse(std::span<const std::string> options, std::span<const Field> fields) {
  Mapping mapping;
  mapping.columns.resize(fields.size());
  for (const auto& option : options) {
    const auto halves = cut(std::string_view(option), '=');
    const auto name = halves ? trim(halves->head) : std::string_view{};
    const auto value = halves ? trim(halves->tail) : std::string_view{};
    if (name.empty() || value.empty()) return fail(Code{"table_map_invalid"}, {option});
    if (iequals(name, "encoding")) {
      mapping.encoding = text::parse_encoding(value);
      if (!mapping.encoding) return fail(Code{"table_encoding_unknown"}, {std::string(value)});
      continue;
    }
    const auto field = std::ranges::find_if(fields, [&](const Field& known) { return iequals(known.name, name); });
    if (field == fields.end()) return fail(Code{"table_map_unknown"}, {std::string(name), names_of(fields)});
    MANARA_TRY(column, read_column(value, option));
    mapping.columns[static_cast<std::size_t>(field - fields.begin())] = std::move(column);
  }
  return mapping;
}

std::size_t Mapping::count() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(columns, [](const auto& column) { return column.has_value(); }));
}

}  // namespace manara::formats::table
