#include "cli/progress.h"

#include <cstdio>

#include "text/escape.h"

namespace manara::cli {

void Progress::show(const Message& message) {
  const auto now = std::chrono::steady_clock::now();
  if (!session_.progress || now < last_ + std::chrono::milliseconds(200)) return;
  last_ = now;
  shown_ = true;
  const auto line = "\r\x1b[K" + text::for_terminal(text::sentence(session_.language, message));
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

void Progress::clear() {
  if (!shown_) return;
  shown_ = false;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
}

app::ReadTargets read_with_progress(const Arguments& arguments, Session& session) {
  Progress progress(session);
  app::TargetOptions options;
  options.table_map = arguments.values("--map");
  options.progress = [&](std::uint64_t entries) {
    progress.show(Message{Code{"progress_entries"}, {std::to_string(entries)}});
  };
  return app::read_targets(arguments.positional(), options);
}

}  // namespace manara::cli
