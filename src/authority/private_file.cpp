#include "authority/private_file.h"

#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace manara::authority {
namespace {

std::unexpected<Error> unwritable() {
  return fail(Code{"file_unwritable"}, {std::strerror(errno)});
}

}  // namespace

Result<PrivateFile> PrivateFile::make(std::string_view bytes) {
  const int descriptor = ::memfd_create("manara", MFD_CLOEXEC);
  if (descriptor < 0) return unwritable();
  PrivateFile file(descriptor);
  MANARA_CHECK(file.replace(bytes));
  return file;
}

PrivateFile::~PrivateFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string PrivateFile::path() const {
  return "/proc/self/fd/" + std::to_string(descriptor_);
}

Status PrivateFile::replace(std::string_view bytes) {
  if (::pwrite(descriptor_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return unwritable();
  if (::ftruncate(descriptor_, static_cast<off_t>(bytes.size())) != 0) return unwritable();
  return {};
}

}  // namespace manara::authority
