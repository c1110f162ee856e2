#include "cli/commands.h"
#include "cli/documents.h"
#include "report/scan_report.h"
namespace manara::cli {
std::optional<std::string> generated_document(std::span<const Command* const>, int, char**, const Session&) {
  return std::nullopt;
}
}  // namespace manara::cli
namespace manara::report {
void write_csv(const exposure::ScanResult&, text::Language, Output&) {}
void write_html(const exposure::ScanResult&, text::Language, Output&) {}
void write_vex(const exposure::ScanResult&, Output&) {}
}  // namespace manara::report
