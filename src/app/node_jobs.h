/// What a running node does for itself, as jobs: a backup into its folder of backups, and a check of the whole ledger.
/// Both work on a copy of the database, so that nobody who writes waits.
#pragma once

#include <string>
#include <vector>

#include "app/jobs_part.h"
#include "jobs/jobs.h"
#include "node/node.h"
#include "store/writer.h"

namespace manara::app {

struct NodeJobs {
  const node::Node& node;
  store::Writer& writer;
  store::Surroundings around;
  std::string backups{};  ///< the folder; made where it isn't there

  /// "backup": {"file","bytes","entries","checkpoint"}; "verify": {"entries","root","erased_parts","files",…}.
  [[nodiscard]] std::vector<jobs::Kind> kinds() const;
};

/// Both by name, for those who may edit or read the node.
std::span<const AskedJob> node_jobs();

}  // namespace manara::app
