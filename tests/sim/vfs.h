/// A Disk as a file system below SQLite. It does what SQLite's own does on Linux, in the same order of steps: a journal
/// or log that is new has its folder synced with its first sync, a name that is removed for good likewise. One process,
/// one thread, any number of connections.
#pragma once

#include <memory>
#include <string>

#include "disk.h"

namespace manara::sim {

class Vfs {
 public:
  /// Stands until it goes; connections must be closed by then.
  explicit Vfs(Disk& disk);
  Vfs(const Vfs&) = delete;
  Vfs& operator=(const Vfs&) = delete;
  ~Vfs();
  [[nodiscard]] const char* name() const;

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace manara::sim
