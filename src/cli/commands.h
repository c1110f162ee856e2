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
extern const Command init;
extern const Command ledger_checkpoint;
extern const Command ledger_verify;
extern const Command ledger_prove;
extern const Command ledger_export;
extern const Command ledger_erase;
extern const Command rebuild;
extern const Command backup;
extern const Command restore;
extern const Command certificate_make;
extern const Command certificate_renew;
extern const Command serve;
extern const Command remote_list;
extern const Command remote_show;
extern const Command remote_add;
extern const Command remote_change;
extern const Command remote_remove;
extern const Command remote_import;
extern const Command remote_inventory;
extern const Command remote_who;
extern const Command remote_job;
extern const Command remote_fields;

}  // namespace manara::cli
