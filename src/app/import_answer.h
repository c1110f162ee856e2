/// What is said of an import: what was found in the file, what becomes of its rows, and why some are refused.
#pragma once

#include <string>

#include "app/import_plan.h"
#include "app/import_table.h"
#include "json/writer.h"
#include "text/catalogue.h"

namespace manara::app {

inline constexpr std::size_t most_preview = 20;

struct ImportAnswer {
  const resource::Resource& resource;
  const ImportTable& table;
  const std::vector<ImportedRow>& rows;
  text::Language language;

  [[nodiscard]] std::string json(ImportPlan::Mode mode) const;
  /// What is kept of it for a while: {"resource","rows","refused":[{"line","code","reason"}]}, without what the cells
  /// say.
  [[nodiscard]] std::string outcome() const;
  /// The refused rows, to be mended and imported: line, reason, then the cells as they were.
  [[nodiscard]] std::string refused_csv() const;

 private:
  void write_counts(json::Writer& out) const;
  void write_refused(json::Writer& out, bool with_cells) const;
  [[nodiscard]] std::string reason(const ImportedRow& row) const;
};

}  // namespace manara::app
