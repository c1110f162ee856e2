/// What `scan` and `inventory` are given: files, folders, archives, standard input, a root file system.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "exposure/scan.h"

namespace manara::app {

struct TargetOptions {
  Limits limits{};
  std::vector<std::string> table_map{};                   ///< `--map name=COLUMN` for tables
  std::function<void(std::uint64_t entries)> progress{};  ///< files and folders seen in a root file system
};

struct ReadTargets {
  std::vector<exposure::Target> targets{};
  /// Named targets that were refused, with the reason: the rest is read all the same.
  std::vector<Error> refused{};
  /// Files inside folders that nothing knows: counted only.
  std::uint64_t passed_over = 0;
};

/// A root file system is one target; else each recognised file is.
ReadTargets read_targets(const std::vector<std::string>& names, const TargetOptions& options);

/// A file that somebody sent, under the name that they gave it. `file`: where it lies, which an archive of a root file
/// system needs; "": only in memory.
struct SentFile {
  std::string_view bytes{};
  std::string name{};
  std::string file{};
};
ReadTargets read_sent(const SentFile& sent, const TargetOptions& options);

}  // namespace manara::app
