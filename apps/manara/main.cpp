#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace manara::cli;
  const Command* const commands[] = {&scan,         &explain,      &inventory,    &check,
                                     &feeds_import, &feeds_status, &feeds_export, &feeds_trust};
  return run(commands, argc, argv);
}
