/// What a scan found, written down: a table for a terminal, JSON (docs/formats/scan.schema.json, "manara.scan/1"), CSV,
/// one HTML page that opens offline in three languages, CycloneDX VEX. Pure: the same result gives the same bytes.
#pragma once

#include <cstdint>
#include <string>

#include "exposure/scan.h"
#include "report/output.h"
#include "text/catalogue.h"

namespace manara::report {

struct TableOptions {
  text::Language language = text::Language::en;
  bool colour = false;
  std::size_t width = 100;       ///< columns
  std::size_t most_actions = 0;  ///< 0: all
};

/// Grouped by what to upgrade, the most urgent action first; then what was not assessed.
void write_table(const exposure::ScanResult& result, const TableOptions& options, Output& out);

/// Rows are written by up to `threads` threads, and passed to `out` by the caller's.
void write_json(const exposure::ScanResult& result, text::Language language, Output& out, unsigned threads = 1);
void write_csv(const exposure::ScanResult& result, text::Language language, Output& out);
void write_html(const exposure::ScanResult& result, text::Language language, Output& out);
void write_vex(const exposure::ScanResult& result, Output& out);

}  // namespace manara::report
