/// A line on standard error that says how far something is, from the second on, on terminals only.
#pragma once

#include <chrono>

#include "app/targets.h"
#include "cli/command.h"

namespace manara::cli {

class Progress {
 public:
  explicit Progress(Session& session) : session_(session) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void show(const Message& message);
  void clear();

 private:
  Session& session_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(800);
  bool shown_ = false;
};

/// Reads a command's targets (and `--map`, where it has that), showing how far a root file system is.
app::ReadTargets read_with_progress(const Arguments& arguments, Session& session);

}  // namespace manara::cli
