#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace manara::cli;
  const Command* const commands[] = {&scan, &feeds_import};
  return run(commands, argc, argv);
}
