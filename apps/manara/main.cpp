#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace manara::cli;
  const Command* const commands[] = {&scan,          &explain,           &inventory,         &check,
                                     &feeds_import,  &feeds_status,      &feeds_export,      &feeds_trust,
                                     &init,          &ledger_checkpoint, &ledger_verify,     &ledger_prove,
                                     &ledger_export, &ledger_erase,      &rebuild,           &backup,
                                     &restore,       &certificate_make,  &certificate_renew, &serve};
  return run(commands, argc, argv);
}
