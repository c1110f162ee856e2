#include "exposure/scan.h"

#include <algorithm>
#include <thread>

#include "app/data_folder.h"
#include "app/own_statements.h"
#include "app/previous_scan.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/fail_on.h"
#include "cli/large_pages.h"
#include "cli/progress.h"
#include "cli/stdout_output.h"
#include "report/scan_report.h"

namespace manara::cli {
namespace {

constexpr Option scan_options[] = {
    {"--format", "table|json|csv|html|vex", Code{"help_scan_format"}},
    {"--json", "", Code{"help_json"}},
    {"--fail-on", "LEVEL", Code{"help_fail_on"}},
    {"--allow-not-assessed", "", Code{"help_allow_not_assessed"}},
    {"--exposed", "", Code{"help_exposed"}},
    {"--owned", "", Code{"help_owned"}},
    {"--as-of", "DATE", Code{"help_as_of"}},
    {"--since", "PREVIOUS.json", Code{"help_since"}},
    {"--vex", "FILE", Code{"help_vex"}, true},
    {"--map", "FIELD=COLUMN", Code{"help_map"}, true},
};

Result<std::string> format_of(const Arguments& arguments) {
  if (arguments.flag("--json")) return "json";
  auto format = arguments.value("--format").value_or("table");
  for (const auto known : {"table", "json", "csv", "html", "vex"}) {
    if (format == known) return format;
  }
  return fail(Code{"format_unknown"}, {format});
}

/// More than a few wait for the one that takes what they made.
unsigned scan_threads() {
  return std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
}

void write(const exposure::ScanResult& result, const std::string& format, const Session& session) {
  StdoutOutput out;
  if (format == "json") return report::write_json(result, session.language, out, scan_threads());
  if (format == "csv") return report::write_csv(result, session.language, out);
  if (format == "html") return report::write_html(result, session.language, out);
  if (format == "vex") return report::write_vex(result, out);
  report::write_table(result, {.language = session.language, .colour = session.colour, .width = terminal_width()}, out);
}

/// What stands beside the targets: statements of the team or a supplier, and an earlier scan.
struct Beside {
  app::OwnStatements vex{};
  std::optional<app::PreviousScan> previous{};
};

Result<Beside> read_beside(const Arguments& arguments) {
  Beside beside;
  MANARA_TRY(statements, app::read_vex(arguments.values("--vex")));
  beside.vex = std::move(statements);
  if (const auto path = arguments.value("--since")) {
    MANARA_TRY(previous, app::PreviousScan::open(*path));
    beside.previous = std::move(previous);
  }
  return beside;
}

int run_scan(const Arguments& arguments, Session& session) {
  prefer_large_pages();
  const auto as_of = clock_of(arguments);
  if (!as_of) return session.error(as_of.error());
  const auto format = format_of(arguments);
  if (!format) return session.error(format.error());
  const auto level = parse_fail_on(arguments.value("--fail-on"));
  if (!level) return session.error(level.error());

  const auto index = app::DataFolder(session.data).open_index();
  if (!index) return session.error(index.error());
  if (index->all<exposure::AdvisoryRow>(exposure::Section::advisories).empty()) {
    return session.error({Code{"no_advisories"}, {session.data}, {}});
  }
  const auto beside = read_beside(arguments);
  if (!beside) return session.error(beside.error());
  for (const auto& error : beside->vex.unused)
    session.error(error);
  const auto read = read_with_progress(arguments, session);
  std::vector<std::string> refused;
  for (const auto& error : read.refused) {
    session.error(error);
    refused.push_back(error.place.file);
  }
  exposure::Options how;
  how.as_of = *as_of;
  how.threads = scan_threads();
  how.refused = refused;
  how.exposed = arguments.flag("--exposed");
  how.include_owned = arguments.flag("--owned");
  how.vex = beside->vex.statements;
  if (beside->previous) {
    how.first_seen = [&](std::string_view target, std::string_view component, std::string_view id) {
      return beside->previous->first_seen(target, component, id);
    };
  }
  const auto result = exposure::scan(*index, read.targets, how);
  write(result, *format, session);
  if (!read.refused.empty()) return exit_error;
  return exit_code(result, *level, arguments.flag("--allow-not-assessed"));
}

}  // namespace

const Command scan{"scan",           Code{"help_scan"}, scan_options,
                   {"TARGET", 1, 0}, run_scan,          "manara scan --fail-on critical sbom.cdx.json"};

}  // namespace manara::cli
