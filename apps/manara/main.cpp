#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace manara::cli;
  const Command* const commands[] = {&scan,          &explain,           &inventory,         &check,
                                     &feeds_import,  &feeds_status,      &feeds_export,      &feeds_trust,
                                     &init,          &ledger_checkpoint, &ledger_verify,     &ledger_prove,
                                     &ledger_export, &ledger_erase,      &rebuild,           &backup,
                                     &restore,       &certificate_make,  &certificate_renew, &serve,
                                     &remote_list,   &remote_show,       &remote_add,        &remote_change,
                                     &remote_remove, &remote_import,     &remote_inventory,  &remote_who,
                                     &remote_job,    &remote_fields};
  return run(commands, argc, argv);
}
