#include "app/targets.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/stdout_output.h"
#include "cli/version.h"
#include "formats/cyclonedx/write.h"
#include "report/inventory_report.h"

namespace manara::cli {
namespace {

constexpr Option inventory_options[] = {
    {"--format", "table|json|cyclonedx", Code{"help_inventory_format"}},
    {"--json", "", Code{"help_json"}},
    {"--map", "FIELD=COLUMN", Code{"help_map"}, true},
};

int run_inventory(const Arguments& arguments, Session& session) {
  const auto format = arguments.flag("--json") ? std::string("json") : arguments.value("--format").value_or("table");
  if (format != "table" && format != "json" && format != "cyclonedx") {
    return session.error({Code{"format_unknown"}, {format}, {}});
  }
  const auto read = read_with_progress(arguments, session);
  for (const auto& error : read.refused)
    session.error(error);
  StdoutOutput out;
  if (format == "json") {
    report::write_inventory_json(read.targets, read.refused, session.language, out);
  } else if (format == "cyclonedx") {
    std::vector<formats::InventoryPart> parts;
    parts.reserve(read.targets.size());
    for (const auto& target : read.targets)
      parts.push_back({target.name, &target.inventory});
    out.write(formats::write_cyclonedx(parts, version));
  } else {
    report::write_inventory_table(read.targets, session.language, out);
  }
  return read.refused.empty() ? exit_ok : exit_error;
}

}  // namespace

const Command inventory{"inventory",      Code{"help_inventory"}, inventory_options,
                        {"TARGET", 1, 0}, run_inventory,          "manara inventory --json /"};

}  // namespace manara::cli
