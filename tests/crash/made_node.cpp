// made_node FOLDER: a node of its own in FOLDER/data, its key in FOLDER/key, an administrator's token in FOLDER/token,
// for tests that ask a node over the network.
#include <filesystem>
#include <fmt/core.h>

#include "round.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: made_node FOLDER\n");
    return 2;
  }
  std::filesystem::create_directories(argv[1]);
  const auto why = manara::crash::make_node(argv[1]);
  if (!why.empty()) fmt::print(stderr, "no node: {}\n", why);
  return why.empty() ? 0 : 1;
}
