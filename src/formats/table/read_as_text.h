/// A table of software as text, for the tests of this folder: rows as "line: name|version|host", refused ones as
/// "line! code", an error as its code.
#pragma once

#include <string>

#include "formats/table/table.h"

namespace manara::formats::table {

inline constexpr Field test_fields[] = {
    {"name", "DisplayName|Software|Nom du logiciel|البرنامج|Name"},
    {"version", "DisplayVersion|Version|الإصدار"},
    {"host", "Computer|Poste|الجهاز"},
};

inline Wanted test_wanted(Mapping mapping = {}) {
  return {test_fields,
          [](const Columns& columns, Cells, Form) { return columns[0] != no_column && columns[1] != no_column; },
          [](const Columns& columns) { return columns[0] != no_column; }, std::move(mapping)};
}

inline std::string read_as_text(std::string_view bytes, const std::vector<std::string>& options = {},
                                const Limits& limits = {}) {
  struct TextSink final : Sink {
    std::string out{};
    Status row(const Row& row) override {
      out += std::string(row.sheet()) + std::to_string(row.line()) + ": ";
      for (std::size_t field = 0; field < 3; ++field)
        out += std::string(field > 0 ? "|" : "") + std::string(row[field]);
      out += "; ";
      return {};
    }
    void refused(std::uint64_t line, Message reason, std::string_view sheet) override {
      out += std::string(sheet) + std::to_string(line) + "! " + std::string(reason.code.name()) + "; ";
    }
  } sink;
  auto mapping = Mapping::parse(options, test_fields);
  if (!mapping) return std::string(mapping.error().code.name());
  const auto stream = io::from_memory(bytes);
  const auto status = read(*stream, test_wanted(std::move(*mapping)), limits, sink);
  if (!status) {
    sink.out += std::string(status.error().code.name());
    for (const auto& argument : status.error().args)
      sink.out += "(" + argument + ")";
    if (status.error().place.line > 0) sink.out += "@" + std::to_string(status.error().place.line);
  }
  return sink.out;
}

}  // namespace manara::formats::table
