#include "cli/remote_output.h"

#include <unistd.h>

#include "cli/stdout_output.h"
#include "text/escape.h"

namespace manara::cli {

Result<RemoteOutput> RemoteOutput::open(const std::string& path, io::Readers readers) {
  RemoteOutput out;
  out.is_terminal_ = path.empty() && ::isatty(STDOUT_FILENO) != 0;
  if (path.empty()) return out;
  auto file = io::NewFile::begin(path, readers);
  if (!file) return std::unexpected(std::move(file).error().in(path));
  out.file_.emplace(std::move(*file));
  return out;
}

void RemoteOutput::write(std::string_view text) {
  if (!file_) {
    StdoutOutput().write(text);
  } else if (written_) {
    written_ = file_->write(text);
  }
}

Status RemoteOutput::pass_on(std::string_view bytes) {
  if (!is_terminal_) {
    write(bytes);
    return written_;
  }
  line_ += bytes;
  for (auto end = line_.find('\n'); end != std::string::npos; end = line_.find('\n')) {
    auto line = std::string_view(line_).substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    write(text::for_terminal(line) + "\n");
    line_.erase(0, end + 1);
  }
  return {};
}

Status RemoteOutput::finish() {
  if (!line_.empty()) write(text::for_terminal(std::exchange(line_, {})) + "\n");
  MANARA_CHECK(written_);
  return file_ ? file_->commit() : Status();
}

}  // namespace manara::cli
