#include "server/upload.h"

namespace manara::server {

bool Upload::add(std::string_view bytes) {
  if (bytes.size() > most_bytes_ - kept_.bytes()) {
    error_ = {Code{"request_body_too_large"}, {std::to_string(most_bytes_)}};
    return false;
  }
  const auto written = kept_.write(bytes);
  if (written) return true;
  error_ = {written.error().code == Code{"spool_full"} ? Code{"server_busy"} : Code{"server_no_room"}};
  return false;
}

}  // namespace manara::server
