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

Result<std::size_t> DescriptorStream::read(std::span<char> buffer) {
  for (;;) {
    const auto count = ::read(file_.get(), buffer.data(), buffer.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return std::unexpected(read_error(errno));
  }
}

}  // namespace manara::io
