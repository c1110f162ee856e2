/// Other scanners, run on the same inputs: what an invocation of each looks like.
#pragma once

#include <string>
#include <vector>

#include "process.h"

namespace manara::bench {

struct Peer {
  std::string name;
  /// The environment's name for its program; where that is unset or empty, the peer isn't measured. Its database is
  /// what its own variables say.
  const char* variable;
  Command arguments;
  std::string before_file;  ///< stands before each inventory's name, in one argument with it
  bool takes_all;           ///< all inventories in one process, or one each
};

/// Those that the environment names, their programs first in `arguments`.
std::vector<Peer> named_peers();

/// Its processes for these inventories.
std::vector<Command> commands(const Peer& peer, const std::vector<std::string>& files);

/// Links to inventories by names that tell what each is (000.spdx.json, 001.cdx.json), as osv-scanner wants them.
std::vector<std::string> links_to(const std::vector<std::string>& files, const std::string& folder);

}  // namespace manara::bench
