/// What was read and how it was understood: `manara inventory`.
#pragma once

#include <span>

#include "base/error.h"
#include "exposure/scan.h"
#include "report/output.h"
#include "text/catalogue.h"

namespace manara::report {

/// {"components":[…],"refused":[…]}, docs/formats/inventory.md. `refused`: targets that could not be read at all.
void write_inventory_json(std::span<const exposure::Target> targets, std::span<const Error> refused,
                          text::Language language, Output& out);

/// One line a component: name, version, by what name it will be looked up, where it was found; then what was refused.
void write_inventory_table(std::span<const exposure::Target> targets, text::Language language, Output& out);

}  // namespace manara::report
