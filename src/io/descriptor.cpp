#include "io/descriptor.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace manara::io {

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Error read_error(int number) {
  if (number == ENOENT || number == ENOTDIR) return {Code{"file_not_found"}};
  if (number == EACCES || number == EPERM) return {Code{"file_forbidden"}};
  return {Code{"file_unreadable"}, {::strerrorname_np(number)}};
}

Error write_error(int number) {
  return {Code{"file_unwritable"}, {::strerrorname_np(number)}};
}

Status write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::unexpected(write_error(errno));
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<std::size_t> DescriptorStream::read(std::span<char> buffer) {
  for (;;) {
    const auto count = ::read(file_.get(), buffer.data(), buffer.size());
    if (count >= 0) {
      count_ += static_cast<std::size_t>(count);
      return static_cast<std::size_t>(count);
    }
    if (errno != EINTR) return std::unexpected(read_error(errno));
  }
}

}  // namespace manara::io
