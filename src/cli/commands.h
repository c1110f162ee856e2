/// One line a command; each is a file of its own.
#pragma once

#include "cli/command.h"

namespace manara::cli {

extern const Command scan;
extern const Command explain;
extern const Command inventory;
extern const Command check;
extern const Command feeds_import;
extern const Command feeds_status;
extern const Command feeds_export;
extern const Command feeds_trust;

}  // namespace manara::cli
