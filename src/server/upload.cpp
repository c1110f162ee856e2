#include "server/upload.h"

#include "io/spool.h"

namespace manara::server {

bool Upload::add(std::string_view bytes) {
  if (bytes.size() > most_bytes_ - bytes_) {
    error_ = {Code{"request_body_too_large"}, {std::to_string(most_bytes_)}};
    return false;
  }
  bytes_ += bytes.size();
  if (!file_ && bytes_ <= in_memory_bytes_) {
    memory_ += bytes;
    return true;
  }
  if (auto written = write(bytes); !written) {
    error_ = {Code{"server_no_room"}, {}};
    return false;
  }
  return true;
}

Status Upload::write(std::string_view bytes) {
  if (!file_) {
    MANARA_TRY(file, io::nameless_file(folder_));
    file_ = std::move(file);
    MANARA_CHECK(io::write_all(file_.get(), memory_));
    memory_ = {};
  }
  return io::write_all(file_.get(), bytes);
}

std::string Upload::file_path() const {
  return file_ ? "/proc/self/fd/" + std::to_string(file_.get()) : std::string();
}

}  // namespace manara::server
