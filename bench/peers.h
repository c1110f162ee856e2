/// Other scanners, run on the same inputs: what an invocation of each looks like.
#pragma once

#include <string>
#include <vector>

#include "process.h"

namespace manara::bench {

struct Peer {
  std::string name;
  /// The environment's name for its program; where that is unset, the peer isn't measured. Its database is what its own
  /// variables say.
  const char* variable;
  /// Its processes for these inventories: one where it takes them all, else one each.
  std::vector<Command> (*commands)(const std::string& program, const std::vector<std::string>& files);
};

/// A row a peer.
const std::vector<Peer>& peers();

/// Links to inventories by names that tell what each is (000.spdx.json, 001.cdx.json), as osv-scanner wants them.
std::vector<std::string> links_to(const std::vector<std::string>& files, const std::string& folder);

}  // namespace manara::bench
